'''
title = { en = "Running statistics are parameters", ko = "이동 통계를 파라미터로 만듦" }
fails = ["test_parameters"]
hint = { en = "running_mean and running_var show up among the parameters. An optimizer would be given them, weight \
decay would shrink them, and counts of parameters are wrong. They are state, not weights: nn.Module has a second \
kind of registered tensor for that.", ko = "running_mean과 running_var가 파라미터 목록에 들어 있어요. 그러면 \
옵티마이저가 함께 넘겨받고, 가중치 감쇠가 값을 줄이고, 파라미터 수도 틀려요. 이것은 가중치가 아니라 상태예요. \
nn.Module에는 상태를 등록하는 다른 방법이 있어요." }
'''


class MyBatchNorm(MyBatchNorm):
    def __init__(self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True):
        super().__init__(num_features, eps, momentum, affine, track_running_stats)
        if track_running_stats:
            del self.running_mean, self.running_var
            self.running_mean = nn.Parameter(torch.zeros(num_features), requires_grad=False)
            self.running_var = nn.Parameter(torch.ones(num_features), requires_grad=False)
