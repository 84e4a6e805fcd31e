using System.Diagnostics;
using System.Globalization;

namespace GoQueue.Brokers.Databases;

/// <summary>
/// A PostgreSQL server of our own: own port of 127.0.0.1, own data folder, no password. It ends with this process, however
/// that ends. Not for concurrent changes of its state.
/// </summary>
public sealed class PrivatePostgreSql : IAsyncDisposable
{
    /// <summary>Names the folder with the server's programs.</summary>
    public const string BinVariable = "GOQUEUE_POSTGRESQL_BIN";

    private const string DebianUser = "postgres";

    private readonly GuardedFolder _folder;
    private readonly string _bin;
    private readonly IReadOnlyList<string> _settings;
    private Process _process;
    private bool _disposed;

    private PrivatePostgreSql(GuardedFolder folder, string bin, int port, IReadOnlyList<string> settings)
    {
        _folder = folder;
        _bin = bin;
        _settings = settings;
        Port = port;
        _process = Launch();
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The operating system's number of the server's first process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts a server and waits until it accepts connections.</summary>
    /// <param name="settings">Further settings, <c>name=value</c>.</param>
    /// <exception cref="BrokerSetupException">PostgreSQL is not installed, or the server does not start.</exception>
    public static async Task<PrivatePostgreSql> StartAsync(params string[] settings)
    {
        string bin = Locate();
        GuardedFolder folder = GuardedFolder.Create();
        try
        {
            if (Environment.UserName == "root")
            {
                // The server refuses to run as root.
                await RunAsync("chown", [DebianUser, folder.Path]);
            }

            await RunAsUserAsync(Path.Combine(bin, "initdb"), ["-D", folder.File("data"), "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"]);
            var server = new PrivatePostgreSql(folder, bin, FreePorts.Take(), settings);
            await server.WaitUntilReadyAsync();
            return server;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>How Npgsql reaches a database.</summary>
    public string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=test;Database={database}");

    /// <summary>Ends the server at once, without writing anything (pg_ctl stop -m immediate). What was committed is there after a restart.</summary>
    public async Task KillAsync()
    {
        // Its children end with it; kill -9 of the first process alone would leave them.
        Signals.Send(_process.Id, Signals.Quit);
        await _process.WaitForExitAsync();
    }

    /// <summary>Starts the server again, with its data and on its port.</summary>
    /// <exception cref="BrokerSetupException">The server does not start.</exception>
    public async Task RestartAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        _process = Launch();
        await WaitUntilReadyAsync();
    }

    /// <summary>Ends the server and deletes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await KillAsync();
            _process.Dispose();
            _folder.Dispose();
        }
    }

    private static string Locate()
    {
        if (Environment.GetEnvironmentVariable(BinVariable) is { Length: > 0 } named)
        {
            return named;
        }

        const string debian = "/usr/lib/postgresql";
        string? newest = Directory.Exists(debian)
            ? Directory.EnumerateDirectories(debian).Where(static folder => File.Exists(Path.Combine(folder, "bin", "postgres"))).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        return newest is null
            ? throw new BrokerSetupException($"PostgreSQL is not installed: run 'apt-get install postgresql', or name the folder of its programs in {BinVariable}.")
            : Path.Combine(newest, "bin");
    }

    private static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        if (Environment.UserName == "root")
        {
            start.FileName = "setpriv";
            foreach (string argument in (string[])[$"--reuid={DebianUser}", $"--regid={DebianUser}", "--clear-groups", program])
            {
                start.ArgumentList.Add(argument);
            }
        }
        else
        {
            start.FileName = program;
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private static async Task RunAsUserAsync(string program, IEnumerable<string> arguments) => await RunAsync(StartInfo(program, arguments));

    private static async Task RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        await RunAsync(start);
    }

    private static async Task RunAsync(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new BrokerSetupException($"{start.FileName} failed with {process.ExitCode}: {error.TrimEnd()} {(await output).TrimEnd()}");
        }
    }

    private Process Launch()
    {
        List<string> arguments = ["-D", _folder.File("data"), "-p", Port.ToString(CultureInfo.InvariantCulture)];
        foreach (string setting in (IEnumerable<string>)["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "max_connections=100", "shared_buffers=64MB", "logging_collector=off", .. _settings])
        {
            arguments.Add("-c");
            arguments.Add(setting);
        }

        // The shell replaces itself: the process that we start is the one that signals must reach.
        ProcessStartInfo start = StartInfo("/bin/sh", ["-c", "exec setsid \"$0\" \"$@\" >>\"$HOME/output.log\" 2>&1 </dev/null", Path.Combine(_bin, "postgres"), .. arguments]);
        start.RedirectStandardOutput = start.RedirectStandardError = false;
        start.Environment["HOME"] = _folder.Path;
        Process process = Process.Start(start)!;
        _folder.RecordProcess("postgres", process.Id);
        return process;
    }

    private async Task WaitUntilReadyAsync()
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await RunAsync(Path.Combine(_bin, "pg_isready"), ["-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture)]);
                return;
            }
            catch (BrokerSetupException) when (!_process.HasExited && Stopwatch.GetElapsedTime(started) < TimeSpan.FromMinutes(2))
            {
                await Task.Delay(20);
            }
        }
    }
}
