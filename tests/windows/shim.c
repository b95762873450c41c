/* What Wine 8 lacks of bcryptprimitives.dll and Rust's standard library calls. Windows has it; only the tests need this. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T length) {
    return RtlGenRandom(bytes, (ULONG)length);
}
