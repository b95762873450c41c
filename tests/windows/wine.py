"""Wine for the tests of the Windows program: a Windows of its own in a temporary folder, programs in a console, and their
windows on a screen that nobody sees."""
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path

HERE = Path(__file__).parent
# A limit for whatever is waited for: a busy machine is slow.
LIMIT = 180


def wine_program():
    """Wine's loader, wherever the system keeps it."""
    found = [shutil.which("wine64"), "/usr/lib/wine/wine64", shutil.which("wine")]
    return next((name for name in found if name and Path(name).exists()), None)


def until(is_so, what):
    """Waits until something is so, and returns what it gave."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        if result := is_so():
            return result
        select.select([], [], [], 0.02)
    raise AssertionError(f"not within {LIMIT} s: {what}")


class Wine:
    """A new Windows, with the program on it."""

    def __init__(self, folder, program):
        self.loader = wine_program()
        self.environment = os.environ | {
            "WINEPREFIX": str(folder / "prefix"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=;bcryptprimitives=n",
        }
        self.environment.pop("DISPLAY", None)
        self.program = folder / "ksfgrid.exe"
        shutil.copy(program, self.program)
        compiler = "x86_64-w64-mingw32-gcc"
        shim = folder / "bcryptprimitives.dll"
        subprocess.run([compiler, "-shared", "-o", shim, HERE / "shim.c", "-ladvapi32"], check=True)
        self.screen = None
        self.piped("wineboot", "--init")

    def piped(self, *arguments, **more):
        """Runs something without a console."""
        command = [self.loader, *map(str, arguments)]
        return subprocess.run(command, env=self.environment, capture_output=True, timeout=LIMIT, **more)

    def console(self, *arguments):
        """Starts something in a console. Wine gives it one for itself alone, as Explorer does."""
        return Console([self.loader, *map(str, arguments)], self.environment)

    def dropped(self, *paths):
        """Starts the program as Explorer does when these are dropped on it; nothing dropped is a double click."""
        return self.console(self.program, *map(windows_path, paths))

    def show(self):
        """Gives windows a screen."""
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1024x768x24", "-nolisten", "tcp"]
        self.screen = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as number:
            self.environment["DISPLAY"] = ":" + number.readline().strip()

    def window(self, name):
        """Waits for a window, and returns its number."""
        return until(lambda: self.x("search", "--name", name).split(), f"a window {name}")[0]

    def x(self, *arguments):
        """Has xdotool look, or press keys."""
        done = subprocess.run(["xdotool", *arguments], env=self.environment, capture_output=True, text=True)
        return done.stdout

    def type(self, window, text):
        """Types a text into a window."""
        self.x("windowfocus", "--sync", window)
        self.x("type", text)

    def press(self, window, key):
        """Presses a key in a window."""
        self.x("windowfocus", "--sync", window)
        self.x("key", key)

    def workers(self):
        """The processes of this program's workers."""
        def is_worker(folder):
            try:
                command = (folder / "cmdline").read_bytes()
            except OSError:
                return False
            return b"--read-for-ksfgrid" in command and self.program.parent.name.encode() in command
        return [folder.name for folder in Path("/proc").iterdir() if folder.name.isdigit() and is_worker(folder)]

    def end(self):
        """Ends this Windows, with whatever runs on it."""
        server = str(Path(self.loader).parent / "wineserver")
        server = server if Path(server).exists() else "wineserver"
        subprocess.run([server, "--kill"], env=self.environment, check=False)
        if self.screen:
            self.screen.terminate()
            self.screen.wait()


class Console:
    """A program in a console that is wide enough for every line."""

    def __init__(self, command, environment):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execvpe(command[0], command, environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 200, 400, 0, 0))
        self.shown = b""
        self.status = None

    def text(self):
        """What is shown so far, without colours."""
        while select.select([self.terminal], [], [], 0)[0]:
            try:
                self.shown += os.read(self.terminal, 65536)
            except OSError:
                break
        plain = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", self.shown).decode(errors="replace")
        return plain.replace("\r", "")

    def has(self, what):
        """Waits until something is shown."""
        try:
            until(lambda: what in self.text() or self.has_ended(), what)
        finally:
            assert what in self.text(), f"{what!r} is not shown:\n{self.text()}"

    def has_ended(self):
        if self.status is None:
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    def waits(self):
        """Waits until the program waits for Enter."""
        self.has("Press Enter to close this window.")
        until(self.takes_keys, "somebody who reads keys")
        assert not self.has_ended()

    def takes_keys(self):
        # Wine's console leaves the terminal's own lines while it reads.
        return not termios.tcgetattr(self.terminal)[3] & termios.ICANON

    def press(self, key):
        os.write(self.terminal, key)

    def ends(self):
        """Waits for the end, and returns the exit status."""
        until(lambda: self.text() is not None and self.has_ended(), f"the end of what shows:\n{self.text()}")
        return self.status

    def kill(self):
        os.kill(self.process, signal.SIGKILL)
        until(self.has_ended, "the end")


def windows_path(path):
    """A path as Windows writes it: Wine's disk Z is this system's root."""
    return "Z:" + str(path).replace("/", "\\")
