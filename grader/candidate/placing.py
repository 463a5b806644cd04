"""Serves requests as the runner does, with every tensor that arrives put on the device first.

A test in the judge knows no GPU: it sends tensors of the CPU and gets such back, and in between the student's code
computes on the device. Nothing else about a request changes.
"""

from __future__ import annotations

import socket
import sys
from contextlib import suppress
from typing import Any

from grader.candidate import runner
from grader.wire import Channel, WireClosed
from grader.wire.format import Decode

__all__ = ["PlacingChannel", "place", "serve"]


class PlacingChannel(Channel):
    """A channel whose tensors arrive on ``device``."""

    def __init__(self, sock: socket.socket, device: str) -> None:
        super().__init__(sock, candidate=True)
        self._device = device

    def decode(self, header: bytes, payload: bytearray, opaque: Decode | None = None) -> Any:
        """The value in one frame, every tensor of it on the device. Raises ``WireError``."""
        return place(super().decode(header, payload, opaque), self._device)


def place(value: Any, device: str) -> Any:
    """``value`` with every tensor in it moved to ``device``; those that require gradients are leaves there."""
    kind = type(value)
    if kind is list:
        return [place(item, device) for item in value]
    if kind is tuple:
        return tuple(place(item, device) for item in value)
    if kind is dict:
        return {key: place(item, device) for key, item in value.items()}
    torch = sys.modules.get("torch")
    if torch is not None and kind is torch.Tensor:
        return value.detach().to(device).requires_grad_(value.requires_grad)
    return value


def serve(sock: socket.socket, device: str = "cuda") -> None:
    """Answer requests until the judge closes the channel."""
    server = runner.Server(sock)  # the loop is the same, only the channel differs
    server.channel = PlacingChannel(sock, device)
    with suppress(WireClosed):
        server.run()
