using System.Diagnostics;
using System.Security.Cryptography;

namespace GoQueue.Brokers;

/// <summary>
/// A RabbitMQ node of our own: own ports of 127.0.0.1, own epmd, own data folder, own cookie. Nothing else on the machine is touched,
/// and it ends with this process, however that ends. Ready in about ten seconds. Thread-safe, except that one caller at a time
/// may change its state (kill, restart, pause, dispose).
/// </summary>
public sealed class PrivateRabbitMqNode : IAsyncDisposable
{
    private readonly PrivateRabbitMqNodeOptions _options;
    private readonly GuardedFolder _folder;
    private Process _process;
    private bool _disposed;

    private PrivateRabbitMqNode(PrivateRabbitMqNodeOptions options, GuardedFolder folder, RabbitMqControl control, Process process)
    {
        _options = options;
        _folder = folder;
        Control = control;
        _process = process;
    }

    /// <summary>The broker as the user guest, in the default vhost. The same after a restart.</summary>
    public Uri Uri => Control.State.Uri;

    /// <summary>The listener with TLS.</summary>
    /// <exception cref="BrokerSetupException">The node was started without one.</exception>
    public Uri TlsUri => Control.State.TlsPort > 0
        ? new Uri($"amqps://guest:guest@localhost:{Control.State.TlsPort}/")
        : throw new BrokerSetupException($"This node has no TLS listener: start it with {nameof(PrivateRabbitMqNodeOptions)}.{nameof(PrivateRabbitMqNodeOptions.Tls)}.");

    /// <summary>Erlang's name of the node.</summary>
    public string Name => Control.State.NodeName;

    /// <summary>The operating system's number of the node's process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Commands to the node.</summary>
    public RabbitMqControl Control { get; }

    /// <summary>True until the process ends.</summary>
    public bool IsAlive => !_process.HasExited;

    /// <summary>Starts a node and waits until it accepts connections.</summary>
    /// <exception cref="BrokerSetupException">RabbitMQ is not installed, or the node does not start; the message has the advice or names the file with the node's output.</exception>
    public static async Task<PrivateRabbitMqNode> StartAsync(PrivateRabbitMqNodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        return await StartAsync(options ?? new(), static () => GuardedFolder.Create(), null, cancellationToken);
    }

    /// <summary>Starts a node that outlives this process.</summary>
    /// <param name="owner">The process whose end is also the node's; null when only <see cref="StopDetached"/> ends it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BrokerSetupException">RabbitMQ is not installed, or the node does not start.</exception>
    public static async Task<RabbitMqNodeState> StartDetachedAsync(int? owner, CancellationToken cancellationToken = default)
    {
        PrivateRabbitMqNode node = await StartAsync(new(), () => GuardedFolder.CreateDetached(owner), null, cancellationToken);
        return node.Control.State;
    }

    /// <summary>Ends a node of <see cref="StartDetachedAsync"/> and deletes its folder.</summary>
    public static void StopDetached(RabbitMqNodeState state) => GuardedFolder.Open(state.Folder).Dispose();

    /// <summary>Runs <c>rabbitmqctl</c> against the node and returns what it printed.</summary>
    /// <exception cref="BrokerSetupException">It failed; the message has its words.</exception>
    public Task<string> RabbitMqCtlAsync(params string[] arguments) => Control.RabbitMqCtlAsync(arguments);

    /// <summary>Kills the node at once (kill -9): nothing is flushed, no connection is closed in order.</summary>
    public Task KillAsync()
    {
        Signals.Send(_process.Id, Signals.Kill);
        return _process.WaitForExitAsync();
    }

    /// <summary>Stops the node in order (connections are closed with 320, CONNECTION_FORCED) and waits for the end of the process.</summary>
    public async Task ShutDownAsync()
    {
        await RabbitMqCtlAsync("shutdown");
        await _process.WaitForExitAsync();
    }

    /// <summary>Starts the node again, with its data and on its ports. Kills it first when it is alive.</summary>
    /// <exception cref="BrokerSetupException">The node does not start.</exception>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        if (IsAlive)
        {
            await KillAsync();
        }

        _process.Dispose();
        _process = Launch(_folder, Control.State);
        await WaitUntilReadyAsync(_process, _folder, Control, _options.StartTimeout, cancellationToken);
    }

    /// <summary>Freezes the process (kill -STOP): its sockets stay open and say nothing.</summary>
    public async Task PauseAsync()
    {
        Signals.Send(_process.Id, Signals.Stop);
        // The signal is only sent so far: each of the Erlang machine's threads has yet to notice it.
        string tasks = $"/proc/{_process.Id}/task";
        await Eventually.HoldsAsync(() => Directory.EnumerateDirectories(tasks).All(static task => IsStopped(Path.Combine(task, "stat"))), "the node's process to stop");
    }

    /// <summary>Lets a frozen process go on (kill -CONT).</summary>
    public void Continue() => Signals.Send(_process.Id, Signals.Continue);

    /// <summary>Kills the node and its epmd, and deletes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await KillAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    internal static async Task<PrivateRabbitMqNode> StartAsync(
        PrivateRabbitMqNodeOptions options, Func<GuardedFolder> createFolder, ClusterMembership? membership, CancellationToken cancellationToken)
    {
        RabbitMqInstallation installation = RabbitMqInstallation.Locate();
        for (int attempt = 1; ; attempt++)
        {
            GuardedFolder folder = createFolder();
            try
            {
                int mapperPort = membership?.PortMapperPort ?? (await PortMapper.StartAsync(installation, folder, cancellationToken)).Port;
                RabbitMqNodeState state = Prepare(options, folder, mapperPort, membership?.Cookie);
                var control = new RabbitMqControl(state);
                Process process = Launch(folder, state);
                await WaitUntilReadyAsync(process, folder, control, options.StartTimeout, cancellationToken);
                RabbitMqVersion.Require(await control.GetVersionAsync(), installation.Folder);
                return new PrivateRabbitMqNode(options, folder, control, process);
            }
            catch (BrokerSetupException) when (attempt < 3 && OutputOf(folder).Contains("eaddrinuse", StringComparison.Ordinal))
            {
                // Somebody was faster on one of the ports: other ports, another try.
                folder.Dispose();
            }
            catch
            {
                folder.Dispose();
                throw;
            }
        }
    }

    private static RabbitMqNodeState Prepare(PrivateRabbitMqNodeOptions options, GuardedFolder folder, int mapperPort, string? cookie)
    {
        int port = FreePorts.Take();
        var state = new RabbitMqNodeState
        {
            Folder = folder.Path,
            NodeName = $"goqueue{port}@localhost",
            AmqpPort = port,
            TlsPort = options.Tls is null ? 0 : FreePorts.Take(),
            DistributionPort = FreePorts.Take(),
            PortMapperPort = mapperPort,
            ControlPort = FreePorts.Take(),
            ControlToken = RandomNumberGenerator.GetHexString(32, lowercase: true),
        };

        List<string> configuration = [.. options.Configuration];
        if (options.Tls is { } tls)
        {
            configuration.AddRange(
            [
                $"listeners.ssl.default = 127.0.0.1:{state.TlsPort}",
                $"ssl_options.cacertfile = {tls.Authority}",
                $"ssl_options.certfile = {tls.Certificate}",
                $"ssl_options.keyfile = {tls.Key}",
                // A client needs no certificate, but one that it has must be of the authority.
                "ssl_options.verify = verify_peer",
                "ssl_options.fail_if_no_peer_cert = false",
            ]);
        }

        File.WriteAllLines(folder.File("rabbitmq.conf"), configuration);
        File.WriteAllText(folder.File("rabbitmq-env.conf"), "");
        File.WriteAllText(folder.File("advanced.config"), "[].");
        File.WriteAllText(folder.File("enabled_plugins"), $"[{string.Join(',', options.Plugins)}].");
        File.WriteAllText(folder.File("control.erl"), ControlScript.For(state.ControlPort, state.ControlToken));
        string cookieFile = folder.File(".erlang.cookie");
        File.WriteAllText(cookieFile, cookie ?? RandomNumberGenerator.GetHexString(20));
        File.SetUnixFileMode(cookieFile, UnixFileMode.UserRead);
        return state;
    }

    private static Process Launch(GuardedFolder folder, RabbitMqNodeState state)
    {
        RabbitMqInstallation installation = RabbitMqInstallation.Locate();
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, WorkingDirectory = "/" };
        start.ArgumentList.Add("-c");
        // A session of its own: Ctrl+C in the terminal of the tests is not meant for the node.
        start.ArgumentList.Add($"exec setsid '{installation.Server}' >>\"$HOME/output.log\" 2>&1 </dev/null");
        state.ApplyTo(start.Environment);
        installation.ApplyTo(start.Environment);
        // With "input allowed" the script replaces itself by the Erlang machine: the process that we start is the one that signals must reach.
        start.Environment["RABBITMQ_ALLOW_INPUT"] = "1";
        start.Environment["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = $"-noinput -start_epmd false -eval file:eval(\"{folder.File("control.erl")}\").";
        Process process = Process.Start(start)!;
        folder.RecordProcess("node", process.Id);
        return process;
    }

    private static async Task WaitUntilReadyAsync(Process process, GuardedFolder folder, RabbitMqControl control, TimeSpan timeout, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        while (!await control.IsReadyAsync(cancellationToken))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(started) > timeout)
            {
                string fault = process.HasExited ? $"ended with {process.ExitCode} while starting" : $"was not ready within {timeout.TotalSeconds} s";
                string kept = folder.Path + ".log";
                await File.WriteAllTextAsync(kept, OutputOf(folder), cancellationToken);
                throw new BrokerSetupException($"The RabbitMQ node {control.State.NodeName} {fault}: see its output in {kept}.");
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    // The state is the letter after the name in parentheses, which may itself hold spaces and parentheses.
    private static bool IsStopped(string statFile)
    {
        string text = File.ReadAllText(statFile);
        return text[text.LastIndexOf(')') + 2] == 'T';
    }

    private static string OutputOf(GuardedFolder folder) => File.Exists(folder.File("output.log")) ? File.ReadAllText(folder.File("output.log")) : "";
}
