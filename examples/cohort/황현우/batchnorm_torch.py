"""물려받으면 끝."""

from torch import nn


class MyBatchNorm(nn.BatchNorm1d):
    pass
