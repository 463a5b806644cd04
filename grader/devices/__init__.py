"""Graphics processors as something that is lent: which there are, whether they are sound, who has them now.

One job has one device at a time, across the threads of a controller and across the controllers of a machine. A device
that is not there, or not sound, is our trouble and never a student's zero. The controller itself never starts CUDA: it
asks the driver's tools, and scrubs in a process of its own. This package must never learn what is being graded.
"""

from grader.devices.layer import DeviceLayer
from grader.devices.model import Device, DeviceFault, Holder, NoDevice, Rules, Standing
from grader.devices.pool import Lease, Pool

__all__ = ["Device", "DeviceFault", "DeviceLayer", "Holder", "Lease", "NoDevice", "Pool", "Rules", "Standing"]
