"""Warm kernels: a jupyter_client provisioner whose kernels are forked from a server that has imported the stack.

Its entry point is `study-warm` among `jupyter_client.kernel_provisioners`; papermill, nbclient and others take it with
JUPYTER_DEFAULT_PROVISIONER_NAME=study-warm or by a kernelspec. A kernel that can't be forked is started as ever.
"""

import asyncio
import logging
import os
import sys
from contextlib import suppress
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import List, Unicode

from analysis.publish.run.fork import STACK, ForkedKernel, NoForkError, available, start

NAME = "study-warm"
LAUNCHER = ["-m", "ipykernel_launcher"]
LOG = logging.getLogger(__name__)

_fallbacks: list[str] = []


def fell_back() -> str | None:
    """Why a kernel of this process could not be forked; None where all were."""
    return _fallbacks[0] if _fallbacks else None


def _fall_back(why: str) -> None:
    """Warns once why kernels are not forked."""
    _fallbacks.append(why)
    if len(_fallbacks) == 1:
        LOG.warning("Kernels are started cold: %s", why)


class WarmProvisioner(LocalProvisioner):
    """Forks kernels of this interpreter; starts any other as LocalProvisioner does, and those that can't be forked."""

    process: Any = None
    preload: Any = List(Unicode(), list(STACK), help="modules that the fork server imports").tag(config=True)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Launches the kernel that `cmd` starts."""
        try:
            kernel = self._fork(cmd, **kwargs)
        except NoForkError as why:
            _fall_back(str(why))
            return await super().launch_kernel(cmd, **kwargs)
        self.process, self.pid, self.pgid, self.cwd = kernel, kernel.pid, kernel.pid, kwargs.get("cwd", Path.cwd())
        return self.connection_info

    def _fork(self, cmd: list[str], **kwargs: Any) -> ForkedKernel:
        if not available():
            raise NoForkError(f"this platform, {sys.platform}, has no safe fork")
        if cmd[1:3] != LAUNCHER or not _same_interpreter(cmd[0]):
            raise NoForkError(f"another kernel than this environment's: {' '.join(cmd[:3])}")
        if kwargs.get("independent") or any(kwargs.get(name) is not None for name in ("stdin", "stdout", "stderr")):
            raise NoForkError("its streams or its life are to be its own")
        environment, cwd = dict(kwargs.get("env") or os.environ), str(kwargs.get("cwd") or Path.cwd())
        server = start(cmd[:1], environment, self.preload, cwd)
        return server.fork(cmd, cmd[3:], cwd, environment)

    async def post_launch(self, **kwargs: Any) -> None:
        """Lets a forked kernel begin."""
        if isinstance(self.process, ForkedKernel):
            self.process.go()
        await super().post_launch(**kwargs)

    async def kill(self, restart: bool = False) -> None:
        """Ends the kernel; a forked one is gone afterwards, so that its manager need not wait and look again."""
        await super().kill(restart)
        if isinstance(self.process, ForkedKernel):
            await self.wait()

    async def wait(self) -> int | None:
        """Waits for the kernel's end, without LocalProvisioner's tenth of a second where it was forked."""
        if isinstance(self.process, ForkedKernel):
            while self.process.poll() is None:
                await asyncio.sleep(0.005)
        return await super().wait()  # type: ignore[no-any-return]


def _same_interpreter(python: str) -> bool:
    with suppress(OSError):
        return Path(python).samefile(sys.executable)
    return False


def register() -> None:
    """Makes the provisioner known in this process, where the project was installed before it had one."""
    name, value, group = NAME, f"{__name__}:{WarmProvisioner.__name__}", KernelProvisionerFactory.GROUP_NAME
    KernelProvisionerFactory.provisioners.setdefault(name, EntryPoint(name, value, group))
