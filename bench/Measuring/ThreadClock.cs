using System.Runtime.InteropServices;

namespace Auth.Bench;

/// <summary>The processor time of the calling thread, on Linux: what it computed itself, without the time that others had its processor.</summary>
internal static partial class ThreadClock
{
    private const int LinuxThreadProcessorTime = 3;

    /// <summary>Since the thread began.</summary>
    /// <exception cref="InvalidOperationException">The system has no such clock.</exception>
    public static TimeSpan Elapsed =>
        GetTime(LinuxThreadProcessorTime, out var time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick)
            : throw new InvalidOperationException("Threads have no clock here.");

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
