using System.Diagnostics;

namespace Auth.Bench.Hosts;

/// <summary>What a process holds at the moment.</summary>
/// <param name="WorkingSet">Bytes in memory.</param>
/// <param name="Heap">Bytes of the managed heap, garbage included.</param>
/// <param name="Live">Bytes of the managed heap that outlived the last collection.</param>
/// <param name="Handles">Open files and sockets.</param>
/// <param name="Threads">Threads.</param>
internal sealed record ProcessFigures(long WorkingSet, long Heap, long Live, int Handles, int Threads)
{
    /// <summary>The figures of this process.</summary>
    public static ProcessFigures Read()
    {
        using var own = Process.GetCurrentProcess();
        return new ProcessFigures(
            own.WorkingSet64,
            GC.GetTotalMemory(forceFullCollection: false),
            GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes,
            Directory.GetFiles("/proc/self/fd").Length,
            own.Threads.Count
        );
    }
}
