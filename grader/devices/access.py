"""What a sandboxed CUDA program needs of the machine, and nothing more: device nodes, driver libraries, a few texts.

The driver's library reads files of ``/proc`` that a candidate does not have. Those it needs to find the device are
copied as text, cut down to what concerns it; no real ``/proc`` is ever shown. Reads files, asks ``ldconfig``, starts
nothing else.
"""

from __future__ import annotations

import re
from pathlib import Path

from grader.devices.command import run
from grader.devices.model import Device, DeviceFault
from grader.sandbox.base import Gpu

__all__ = ["cuda_library", "grant"]

_LIBRARIES = ("libcuda.so.1", "libnvidia-ptxjitcompiler.so.1", "libnvidia-ml.so.1")
_SHARED_NODES = ("nvidiactl", "nvidia-uvm", "nvidia-uvm-tools")
"""The last one is for profilers, but drivers since 570 do not start without it."""
_FOLDERS = ("/usr/local/nvidia/lib64", "/usr/local/nvidia/lib", "/usr/lib/wsl/lib")
_COPIED = (
    "/proc/driver/nvidia/params", "/proc/driver/nvidia/version", "/proc/devices",
    "/proc/sys/vm/mmap_min_addr", "/sys/devices/system/memory/block_size_bytes",
)  # fmt: skip
_ASK_SECONDS = 10.0
_MOST = 16_384


def grant(device: Device, cap_mib: int, *, toolkit: str = "", no_containers: str = "", root: Path = Path("/")) -> Gpu:
    """What a sandbox is told about ``device``. Raises ``DeviceFault`` when its node or the driver cannot be found.

    Args:
        device: The device.
        cap_mib: How much of its memory a candidate may take.
        toolkit: Version of the container toolkit, for provenance; empty without one.
        no_containers: Why containers must not get a device (``gate.refusal``); empty when they may.
        root: Where ``/dev``, ``/proc`` and ``/sys`` lie; another folder in tests.
    """
    versions = [("gpu", device.name), ("nvidia-driver", device.driver)]
    return Gpu(
        uuid=device.uuid,
        total_mib=device.total_mib,
        cap_mib=min(cap_mib, device.total_mib),
        nodes=nodes(device, root),
        libraries=libraries(),
        texts=texts(device, root),
        versions=tuple([*versions, ("nvidia-container-toolkit", toolkit)] if toolkit else versions),
        no_containers=no_containers,
    )


def nodes(device: Device, root: Path = Path("/")) -> tuple[str, ...]:
    """Names below ``/dev`` of one device and of what all devices share. Raises ``DeviceFault``."""
    own = f"nvidia{_minor(device, root)}"
    found = tuple(name for name in (own, *_SHARED_NODES) if (root / "dev" / name).exists())
    for needed in (own, *_SHARED_NODES[:2]):
        if needed not in found:
            raise DeviceFault(f"{device.label}: there is no /dev/{needed}", "run: nvidia-modprobe -u -c0")
    return found


def _minor(device: Device, root: Path) -> int:
    """The N of ``/dev/nvidiaN``. The order of nvidia-smi is that of the bus and need not be that of the nodes."""
    text = _read(root / "proc/driver/nvidia/gpus" / _bus(device) / "information")
    match = re.search(r"Device Minor:\s*(\d+)", text)
    if match:
        return int(match[1])
    numbers = [int(path.name.removeprefix("nvidia")) for path in (root / "dev").glob("nvidia[0-9]*")]
    if len(numbers) != 1:
        raise DeviceFault(f"{device.label}: the driver does not say which of /dev/nvidia* it is")
    return numbers[0]


def _bus(device: Device) -> str:
    """The bus address as the kernel writes it: ``0000:3b:00.0`` for ``00000000:3B:00.0``."""
    domain, _, rest = device.bus.lower().partition(":")
    return f"{domain[-4:]}:{rest}"


def libraries() -> tuple[tuple[str, str], ...]:
    """The driver's libraries as ``(name, real path)``, as many as there are."""
    known = _loader_cache()
    found = []
    for name in _LIBRARIES:
        paths = [known.get(name, ""), *(f"{folder}/{name}" for folder in _FOLDERS)]
        there = next((Path(path) for path in paths if path and Path(path).exists()), None)
        if there:
            found.append((name, str(there.resolve())))
    return tuple(found)


def cuda_library() -> str:
    """Real path of ``libcuda``. Raises ``DeviceFault`` when the driver's library is not installed."""
    path = dict(libraries()).get(_LIBRARIES[0])
    if path is None:
        raise DeviceFault(
            "libcuda.so.1 is not installed", "install the driver's libraries (libcuda1, libnvidia-compute)"
        )
    return path


def _loader_cache() -> dict[str, str]:
    """Name -> path of the 64-bit libraries that the loader knows."""
    for program in ("ldconfig", "/sbin/ldconfig", "/usr/sbin/ldconfig"):
        try:
            lines = run([program, "-p"], _ASK_SECONDS).out.splitlines()
        except (FileNotFoundError, PermissionError):
            continue
        pairs = (line.strip().partition(" => ") for line in lines if "64" in line)
        return {left.split(" ")[0]: path for left, _, path in reversed(list(pairs)) if path}
    return {}


def texts(device: Device, root: Path = Path("/")) -> tuple[tuple[str, str], ...]:
    """Files that the driver's library reads, as ``(path, content)``; only what concerns this device."""
    gpu = f"/proc/driver/nvidia/gpus/{_bus(device)}/information"
    copied = [(path, _read(root / path.lstrip("/"))) for path in (*_COPIED, gpu)]
    return (*((path, text) for path, text in copied if text), ("/proc/modules", _modules(root)))


def _modules(root: Path) -> str:
    """The driver's own kernel modules: a library that does not find them would try to load them. Without addresses."""
    names = (line.split(" ")[0] for line in _read(root / "proc/modules").splitlines())
    return "".join(f"{name} 16384 1 - Live 0x0000000000000000\n" for name in names if name.startswith("nvidia"))


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST).decode("utf-8", "replace")
    except OSError:
        return ""
