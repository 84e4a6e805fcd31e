using System.Diagnostics;

namespace GoQueue.Brokers;

/// <summary>
/// A temporary folder that owns processes: each <c>*.pid</c> file in it names one. A guard, a shell outside of our process group,
/// kills them and deletes the folder when this process ends, however it ends (a crash and kill -9 included).
/// </summary>
internal sealed class GuardedFolder : IDisposable
{
    // A process is killed only if its environment names this folder as HOME: the number may belong to a stranger by now.
    private const string CleanUp =
        """
        for file in "$1"/*.pid; do
          pid=$(cat "$file" 2>/dev/null) || continue
          if grep -qa "HOME=$1" "/proc/$pid/environ" 2>/dev/null; then kill -KILL "$pid"; fi
        done
        rm -rf "$1"
        """;

    // Whoever reads our standard output must not wait for the guard's end.
    private const string Detach = "trap '' INT TERM HUP\nexec >/dev/null 2>&1\n";

    private Process? _guard;

    private GuardedFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Creates a folder whose processes end with this process.</summary>
    public static GuardedFolder Create()
    {
        var folder = new GuardedFolder(CreateFolder());
        // The write end of the guard's standard input is ours alone; the kernel closes it when we die.
        folder._guard = StartGuard(Detach + "cat\n" + CleanUp, folder.Path, "");
        AppDomain.CurrentDomain.ProcessExit += folder.OnProcessExit;
        return folder;
    }

    /// <summary>Creates a folder whose processes outlive this process: they end with the owner, or are stopped by hand when there is none.</summary>
    public static GuardedFolder CreateDetached(int? owner)
    {
        var folder = new GuardedFolder(CreateFolder());
        if (owner is { } processId)
        {
            const string wait = "while kill -0 \"$2\" && test -d \"$1\"; do sleep 1; done\n";
            StartGuard(Detach + wait + CleanUp, folder.Path, processId.ToString(System.Globalization.CultureInfo.InvariantCulture)).Dispose();
        }

        return folder;
    }

    /// <summary>Takes over a folder that was created detached, to end its processes.</summary>
    public static GuardedFolder Open(string path) => new(path);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void RecordProcess(string name, int processId) =>
        System.IO.File.WriteAllText(File(name + ".pid"), processId.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        End();
    }

    private void OnProcessExit(object? sender, EventArgs e) => End();

    private void End()
    {
        if (Directory.Exists(Path))
        {
            using Process cleanUp = StartShell(CleanUp, Path, "", redirectInput: false);
            cleanUp.WaitForExit(TimeSpan.FromSeconds(30));
        }

        if (Interlocked.Exchange(ref _guard, null) is { } guard)
        {
            guard.StandardInput.Close();
            guard.Dispose();
        }
    }

    private static string CreateFolder()
    {
        // Erlang's command line is split at spaces by the shell script of the server.
        string parent = System.IO.Path.GetTempPath();
        string path = System.IO.Path.Combine(parent.Contains(' ', StringComparison.Ordinal) ? "/tmp" : parent, "goqueue-" + Guid.NewGuid().ToString("N")[..12]);
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private static Process StartGuard(string script, string path, string owner) => StartShell(script, path, owner, redirectInput: owner.Length == 0);

    private static Process StartShell(string script, string path, string owner, bool redirectInput)
    {
        var start = new ProcessStartInfo("setsid") { RedirectStandardInput = redirectInput, UseShellExecute = false, WorkingDirectory = "/" };
        foreach (string argument in (string[])["sh", "-c", script, "goqueue-guard", path, owner])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new BrokerSetupException("The guard of the test broker's processes could not be started: is 'setsid' (util-linux) installed?");
    }
}
