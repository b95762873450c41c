//! What only functions of Windows can do: the one place of this crate with unsafe code.
//!
//! No crate that is kept up offers these safely: those for job objects set no limit of memory, and none asks a console which
//! programs use it. Each function makes its calls and hands out nothing that could be used wrongly.
#![allow(unsafe_code)]

use std::io::{self, stdin};
use std::os::windows::io::{AsRawHandle, FromRawHandle, OwnedHandle};
use std::process::Child;
use std::ptr;

use windows_sys::Win32::System::Console::{FlushConsoleInputBuffer, GetConsoleProcessList};
use windows_sys::Win32::System::JobObjects::{
    AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION,
    JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE, JOB_OBJECT_LIMIT_PROCESS_MEMORY,
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION, JobObjectExtendedLimitInformation, SetInformationJobObject,
};

/// A process that the system holds within a limit of memory, and ends when this is dropped or this program ends, in whatever
/// way it does.
#[derive(Debug)]
pub struct Job(
    /// Nobody else has it: the system closes it with this program, and ends the process then.
    #[allow(dead_code, reason = "it is held, and not used")]
    OwnedHandle,
);

impl Job {
    /// Holds a process that was started. An allocation beyond the limit fails in it; where it crashes, no window opens.
    ///
    /// # Errors
    /// What the system says where it refuses: then the process has no limit.
    pub fn around(process: &Child, bytes: usize) -> io::Result<Self> {
        // SAFETY: neither attributes nor a name are given, and both may be null.
        let handle = unsafe { CreateJobObjectW(ptr::null(), ptr::null()) };
        if handle.is_null() {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: the handle is open, and nothing else closes it.
        let job = unsafe { OwnedHandle::from_raw_handle(handle) };
        let mut limits =
            JOBOBJECT_EXTENDED_LIMIT_INFORMATION { ProcessMemoryLimit: bytes, ..Default::default() };
        limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_PROCESS_MEMORY
            | JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE
            | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION;
        let length = u32::try_from(size_of_val(&limits)).map_err(io::Error::other)?;
        // SAFETY: the job is open, and the limits are of the type and the length that are stated.
        let set = unsafe {
            SetInformationJobObject(
                job.as_raw_handle(),
                JobObjectExtendedLimitInformation,
                (&raw const limits).cast(),
                length,
            )
        };
        // SAFETY: the job and the process are open.
        let is_held = set != 0
            && unsafe { AssignProcessToJobObject(job.as_raw_handle(), process.as_raw_handle()) } != 0;
        if is_held { Ok(Self(job)) } else { Err(io::Error::last_os_error()) }
    }
}

/// Whether this program is the only one that uses its console.
#[must_use]
pub fn is_alone_in_console() -> bool {
    let mut processes = [0_u32; 2];
    // SAFETY: there is room for as many numbers as is said.
    let number = unsafe { GetConsoleProcessList(processes.as_mut_ptr(), 2) };
    number == 1
}

/// Forgets what was typed into the console and not read yet.
pub fn forget_what_was_typed() {
    // SAFETY: a handle that is no console's, or none, is refused.
    unsafe { FlushConsoleInputBuffer(stdin().as_raw_handle()) };
}
