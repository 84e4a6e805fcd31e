using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GoQueue.Brokers;

/// <summary>
/// Controls a node: <c>rabbitmqctl</c> for everything, and <see cref="EvaluateAsync"/> for what tests do often, because each
/// rabbitmqctl is a new Erlang machine (half a second of CPU), an evaluation is one round trip. Thread-safe.
/// </summary>
/// <param name="State">Where the node is.</param>
public sealed record RabbitMqControl(RabbitMqNodeState State)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    /// <summary>Runs <c>rabbitmqctl</c> against the node and returns what it printed.</summary>
    /// <exception cref="BrokerSetupException">It failed; the message has its arguments and its words.</exception>
    public Task<string> RabbitMqCtlAsync(params string[] arguments) => RunAsync("rabbitmqctl", arguments);

    /// <summary>Runs another tool of the installation, such as <c>rabbitmq-queues</c> or <c>rabbitmq-diagnostics</c>, against the node.</summary>
    /// <exception cref="BrokerSetupException">It failed; the message has its arguments and its words.</exception>
    public async Task<string> RunAsync(string tool, params string[] arguments)
    {
        RabbitMqInstallation installation = RabbitMqInstallation.Locate();
        var start = new ProcessStartInfo(Path.Combine(installation.Folder, tool))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        State.ApplyTo(start.Environment);
        installation.ApplyTo(start.Environment);
        using Process process = Process.Start(start)!;
        using var bound = new CancellationTokenSource(Bound);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(bound.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(bound.Token);
            await process.WaitForExitAsync(bound.Token);
            return process.ExitCode == 0
                ? await output
                : throw new BrokerSetupException($"'{tool} {string.Join(' ', arguments)}' ended with {process.ExitCode}: {await errors}{await output}");
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new BrokerSetupException($"'{tool} {string.Join(' ', arguments)}' did not end within {Bound.TotalSeconds} s: is the node paused or dead?", exception);
        }
    }

    /// <summary>Evaluates Erlang expressions inside the node, such as <c>rabbit:is_running().</c>, and returns the value as Erlang writes it.</summary>
    /// <exception cref="BrokerSetupException">The node refused the expression, or does not answer within a minute.</exception>
    public async Task<string> EvaluateAsync(string expressions)
    {
        using var bound = new CancellationTokenSource(Bound);
        try
        {
            string answer = await ExchangeAsync(expressions, bound.Token);
            return answer.StartsWith('+') ? answer[1..] : throw new BrokerSetupException($"The node could not evaluate '{expressions}': {answer.TrimStart('-')}");
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
        {
            throw new BrokerSetupException($"The node {State.NodeName} does not answer on its control port {State.ControlPort}: is it paused or dead?", exception);
        }
    }

    /// <summary>The node's version, such as <c>4.0.5</c>.</summary>
    public async Task<string> GetVersionAsync() => (await EvaluateAsync("rabbit_misc:version().")).Trim('"');

    /// <summary>The number of AMQP connections that the node has now.</summary>
    public async Task<int> CountConnectionsAsync() =>
        int.Parse(await EvaluateAsync("length(rabbit_networking:connections())."), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The number of AMQP channels that the node has now.</summary>
    public async Task<int> CountChannelsAsync() =>
        int.Parse(await EvaluateAsync("length(rabbit_channel:list())."), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Closes every AMQP connection as an operator would (320, CONNECTION_FORCED).</summary>
    public Task CloseAllConnectionsAsync(string reason) =>
        EvaluateAsync($"[rabbit_networking:close_connection(C, {ErlangText.List(reason)}) || C <- rabbit_networking:connections()].");

    /// <summary>Whether the node has booted and listens.</summary>
    internal async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The control port opens when the boot ends; the AMQP listener is the boot's last step.
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, State.AmqpPort, cancellationToken);
            return await ExchangeAsync("rabbit:is_running().", cancellationToken) == "+true";
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            return false;
        }
    }

    private async Task<string> ExchangeAsync(string expressions, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, State.ControlPort, cancellationToken);
        NetworkStream stream = client.GetStream();
        byte[] text = Encoding.UTF8.GetBytes(State.ControlToken + expressions);
        byte[] request = new byte[4 + text.Length];
        BinaryPrimitives.WriteInt32BigEndian(request, text.Length);
        text.CopyTo(request, 4);
        await stream.WriteAsync(request, cancellationToken);
        byte[] length = new byte[4];
        await stream.ReadExactlyAsync(length, cancellationToken);
        byte[] answer = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        await stream.ReadExactlyAsync(answer, cancellationToken);
        return Encoding.UTF8.GetString(answer);
    }
}
