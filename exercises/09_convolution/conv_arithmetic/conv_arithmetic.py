"""Arithmetic of convolutional networks: output sizes, parameters, receptive fields.

Kernel k, stride s and padding p of two-dimensional layers are an int, for both axes, or a pair (height, width).
Shapes have no batch axis: an image is (C, H, W). Every number is an int.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

Pair = int | tuple[int, int]


def conv_output_size(i: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> int:
    """Number of positions of a window along one axis: ``floor((i + 2p - d(k - 1) - 1) / s) + 1``.

    Args:
        i: Length of the input.
        k: Length of the kernel.
        s: Stride.
        p: Padding on each of the two sides.
        d: Dilation: distance between neighbouring elements of the kernel; it then spans d(k - 1) + 1.

    Returns:
        Length of the output.

    Raises:
        ValueError: The kernel does not fit, so that there would be no output.

    Source: Dumoulin and Visin, A guide to convolution arithmetic for deep learning, 2016, relationships 6 and 14.
    """
    raise NotImplementedError("conv_output_size")


def conv2d_output_shape(
    shape: tuple[int, int, int], cout: int, k: Pair, s: Pair = 1, p: Pair = 0
) -> tuple[int, int, int]:
    """Shape of the output of a convolution with ``cout`` filters.

    Args:
        shape: Input, (C, H, W).
        cout: Number of filters.
        k: Kernel, int or (height, width).
        s: Stride, int or (height, width).
        p: Padding on each side, int or (height, width).

    Returns:
        ``(cout, H', W')``.

    Raises:
        ValueError: The kernel does not fit.
    """
    raise NotImplementedError("conv2d_output_shape")


def conv2d_params(cin: int, cout: int, k: Pair, bias: bool = True, groups: int = 1) -> int:
    """Number of learned numbers of a convolution: ``cout * (cin / groups) * kh * kw``, plus ``cout`` with bias.

    Args:
        cin: Channels of the input.
        cout: Number of filters.
        k: Kernel, int or (height, width).
        bias: Whether each filter has a bias.
        groups: The channels are split into this many groups; a filter sees one of them.

    Returns:
        The number.

    Raises:
        ValueError: cin or cout cannot be divided by groups.

    Source: documentation of torch.nn.Conv2d.
    """
    raise NotImplementedError("conv2d_params")


def fc_params(n_in: int, n_out: int, bias: bool = True) -> int:
    """Number of learned numbers of a fully connected layer from n_in to n_out numbers."""
    raise NotImplementedError("fc_params")


def pool_params() -> int:
    """Number of learned numbers of a max- or average-pooling layer."""
    raise NotImplementedError("pool_params")


def same_padding(k: Pair, d: int = 1) -> Any:
    """Padding on each side with which a convolution of stride 1 keeps the size.

    Args:
        k: Kernel, int or (height, width).
        d: Dilation.

    Returns:
        An int for an int, a pair for a pair.

    Raises:
        ValueError: d(k - 1) is odd: equal padding on both sides cannot keep the size.

    Source: Dumoulin and Visin, 2016, relationship 3 (half padding).
    """
    raise NotImplementedError("same_padding")


def receptive_field(layers: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """How much of the input one number of the last layer depends on, along one axis.

    Args:
        layers: ``(k, s)`` of each convolution or pooling layer, first layer first.

    Returns:
        ``(size, jump)``: length of the input region, and the distance in the input between the regions of neighbouring
        outputs. No layers: (1, 1).

    Source: Araujo, Norris, Sim, Computing Receptive Fields of Convolutional Neural Networks, Distill, 2019.
    """
    raise NotImplementedError("receptive_field")


def conv2d_macs(shape: tuple[int, int, int], cout: int, k: Pair, s: Pair = 1, p: Pair = 0, groups: int = 1) -> int:
    """Number of multiply-accumulate operations of a convolution on one image, biases not counted.

    Args:
        shape: Input, (C, H, W).
        cout: Number of filters.
        k: Kernel, int or (height, width).
        s: Stride, int or (height, width).
        p: Padding, int or (height, width); multiplications with padded zeros count.
        groups: As in ``conv2d_params``.

    Returns:
        The number.

    Raises:
        ValueError: The kernel does not fit, or the channels cannot be divided by groups.
    """
    raise NotImplementedError("conv2d_macs")


def model_summary(layers: Sequence[dict[str, Any]], input_shape: tuple[int, ...]) -> list[dict[str, Any]]:
    """Output shape and number of parameters of every layer of a model.

    Args:
        layers: One dict per layer, with a ``"name"``, a ``"type"`` and the options of the type:
            ``"conv"``: ``"filters"``, ``"kernel"``, and if given ``"stride"`` (1), ``"pad"`` (0), ``"bias"`` (True);
            ``"pool"``: ``"kernel"``, and if given ``"stride"`` (the kernel), ``"pad"`` (0);
            ``"relu"``; ``"flatten"``;
            ``"fc"``: ``"units"``, and if given ``"bias"`` (True); its input has the shape ``(n,)``.
        input_shape: Shape of one image, (C, H, W).

    Returns:
        For every layer a dict ``{"name": str, "output_shape": tuple, "params": int}``, in order.

    Raises:
        ValueError: An unknown type, or a kernel that does not fit.
    """
    raise NotImplementedError("model_summary")
