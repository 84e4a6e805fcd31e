using System.Globalization;

namespace GoQueue.RabbitMQ.Tests.Faults.Leaks;

/// <summary>The TCP sockets that this process holds, from the kernel's own tables.</summary>
internal static class OwnSockets
{
    // Columns of /proc/net/tcp: sl, local_address, rem_address, st, tx:rx, tr:tm, retrnsmt, uid, timeout, inode.
    private const int RemoteAddress = 2;
    private const int Inode = 9;

    /// <summary>How many sockets of this process are connected, or were, to these ports.</summary>
    public static int CountTo(IReadOnlySet<int> ports)
    {
        HashSet<string> mine = [.. Directory.EnumerateFiles("/proc/self/fd").Select(TargetOf).Where(static target => target.StartsWith("socket:[", StringComparison.Ordinal))];
        return TableOf("/proc/self/net/tcp").Concat(TableOf("/proc/self/net/tcp6")).Count(row => ports.Contains(row.RemotePort) && mine.Contains($"socket:[{row.Inode}]"));
    }

    private static IEnumerable<(int RemotePort, string Inode)> TableOf(string file)
    {
        if (!File.Exists(file))
        {
            yield break;
        }

        foreach (string line in File.ReadLines(file).Skip(1))
        {
            string[] columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string remote = columns[RemoteAddress];
            yield return (int.Parse(remote.AsSpan(remote.IndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture), columns[Inode]);
        }
    }

    // A descriptor may be gone by the time it is looked at: other tests run beside this one.
    private static string TargetOf(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
