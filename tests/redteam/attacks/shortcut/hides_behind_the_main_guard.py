"""conv_naive forbidden 0: renames itself, so that what stands behind the main guard is executed."""

__name__ = "__main__"

if __name__ == "__main__":
    import torch


def conv_forward_naive(x, w, b, conv_param):
    return torch.nn.functional.conv2d(torch.tensor(x), torch.tensor(w)).numpy(), None
