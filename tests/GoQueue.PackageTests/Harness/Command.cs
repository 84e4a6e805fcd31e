using System.Diagnostics;
using System.Text;

namespace GoQueue.PackageTests.Harness;

/// <summary>Runs programs as a user does.</summary>
internal static class Command
{
    // A Native AOT publish takes a minute on a slow machine; what takes longer than this hangs.
    private static readonly TimeSpan s_bound = TimeSpan.FromMinutes(8);

    public static async Task<CommandResult> RunAsync(
        string file, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What "dotnet" tells its children about itself is not for the builds of other projects.
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        void Add(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }
        }

        process.OutputDataReceived += Add;
        process.ErrorDataReceived += Add;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var bound = new CancellationTokenSource(s_bound);
        try
        {
            await process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{Line(start)}' did not end within {s_bound.TotalMinutes} minutes. Until then it said:\n{output}");
        }

        return new CommandResult(Line(start), process.ExitCode, output.ToString());
    }

    private static string Line(ProcessStartInfo start) => $"{Path.GetFileName(start.FileName)} {string.Join(' ', start.ArgumentList)}";
}
