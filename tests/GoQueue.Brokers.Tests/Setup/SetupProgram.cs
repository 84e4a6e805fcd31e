using System.Diagnostics;
using System.Reflection;

namespace GoQueue.Brokers.Tests.Setup;

/// <summary>
/// Runs a program that sets a broker up, with a temporary folder of its own, and looks at what it leaves behind.
/// </summary>
internal sealed class SetupProgram : IDisposable
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(180);

    private readonly Dictionary<string, string?> _environment = [];

    public SetupProgram()
    {
        // Short, because the names of sockets in it are limited.
        Folder = Directory.CreateTempSubdirectory("goqueue-setup-").FullName;
        _environment["TMPDIR"] = Temporary;
        Directory.CreateDirectory(Temporary);
        foreach (string name in (string[])[TestBroker.UriVariable, TestBroker.NodeVariable, RabbitMqVersion.Variable])
        {
            _environment[name] = null;
        }
    }

    /// <summary>A folder for what a test needs. It is deleted at the end.</summary>
    public string Folder { get; }

    /// <summary>The program's folder for temporary files: each node has its folder in it.</summary>
    public string Temporary => Path.Combine(Folder, "tmp");

    public static string Repository { get; } =
        typeof(SetupProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static fact => fact.Key == "RepositoryRoot").Value!;

    /// <summary>Sets a variable of the program's environment.</summary>
    public SetupProgram With(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    /// <summary>Writes an executable script into <see cref="Folder"/>.</summary>
    public string AddScript(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>Runs <c>GoQueue.Brokers.Host</c>.</summary>
    public Task<SetupResult> RunHostAsync(params string[] arguments) =>
        RunAsync("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "GoQueue.Brokers.Host.dll"), .. arguments]);

    public async Task<SetupResult> RunAsync(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string? value) in _environment)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        using Process process = Process.Start(start)!;
        using var bound = new CancellationTokenSource(s_bound);
        Task<string> output = process.StandardOutput.ReadToEndAsync(bound.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(bound.Token);
        await process.WaitForExitAsync(bound.Token);
        return new SetupResult(process.ExitCode, await output, await errors);
    }

    /// <summary>
    /// The processes whose HOME is in <see cref="Temporary"/>, as that of every node and of its port mapper is.
    /// </summary>
    public IEnumerable<string> FindProcesses()
    {
        foreach (string process in Directory.EnumerateDirectories("/proc").Where(static path => int.TryParse(Path.GetFileName(path), out _)))
        {
            string environment;
            try
            {
                environment = File.ReadAllText(Path.Combine(process, "environ"));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            if (environment.Contains("HOME=" + Temporary, StringComparison.Ordinal))
            {
                yield return process;
            }
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
