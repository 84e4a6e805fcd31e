using System.Runtime.InteropServices;

namespace GoQueue.Brokers;

/// <summary>Sends Linux signals to one process.</summary>
internal static partial class Signals
{
    public const int Quit = 3;
    public const int Kill = 9;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <returns>False when the process is gone.</returns>
    public static bool Send(int processId, int signal) => SendSignal(processId, signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
