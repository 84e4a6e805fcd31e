namespace GoQueue.Brokers;

/// <summary>
/// The broker that all tests of this process share: the one named by <c>GOQUEUE_TEST_RABBITMQ</c>, or else a private node that is
/// started at the first use. There is no third way: without a broker tests fail with a sentence of advice. Thread-safe.
/// </summary>
public sealed class TestBroker
{
    /// <summary>Names the URI of the broker to use, such as <c>amqp://guest:guest@localhost:5672/</c>.</summary>
    public const string UriVariable = "GOQUEUE_TEST_RABBITMQ";

    /// <summary>Names the state file of a private node that another process started (<c>GoQueue.Brokers.Host start</c>), so that it can be controlled too.</summary>
    public const string NodeVariable = "GOQUEUE_TEST_RABBITMQ_NODE";

    // One node per process is the purpose of this type; a test that needs other than the shared state starts its own node.
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static TestBroker? s_shared;
    private static TestBroker? s_controlled;

    private readonly RabbitMqControl? _control;
    private readonly PrivateRabbitMqNode? _node;

    private TestBroker(Uri uri, RabbitMqControl? control, PrivateRabbitMqNode? node)
    {
        Uri = uri;
        _control = control;
        _node = node;
    }

    /// <summary>The broker, with credentials.</summary>
    public Uri Uri { get; }

    /// <summary>Whether <see cref="Control"/> is there: false for a broker that is known by its URI only.</summary>
    public bool HasControl => _control is not null;

    /// <summary>Commands to the node. It is shared: never stop or starve it; for that start an own <see cref="PrivateRabbitMqNode"/>.</summary>
    /// <exception cref="BrokerSetupException">The broker is known by its URI only.</exception>
    public RabbitMqControl Control => _control ?? throw new BrokerSetupException(
        $"The broker that {UriVariable} names cannot be controlled: a test that must do so starts its own {nameof(PrivateRabbitMqNode)}, "
        + $"or unset {UriVariable}, or name the state file of a private node in {NodeVariable}.");

    /// <summary>The broker's version, such as <c>4.0.5</c>.</summary>
    /// <exception cref="BrokerSetupException">The broker does not answer, or does not report a version.</exception>
    public Task<string> GetVersionAsync(CancellationToken cancellationToken = default) =>
        _control is { } control ? control.GetVersionAsync() : RabbitMqVersion.ReadAsync(Uri, cancellationToken);

    /// <summary>The broker of this process; starts the private node at the first use.</summary>
    /// <exception cref="BrokerSetupException">
    /// There is none and none can be started, or it has another version than <see cref="RabbitMqVersion.Variable"/> asks for; the message
    /// says what to install or to set.
    /// </exception>
    public static async Task<TestBroker> GetAsync(CancellationToken cancellationToken = default)
    {
        await Gate.WaitAsync(cancellationToken);
        try
        {
            if (s_shared is null)
            {
                TestBroker broker = await CreateAsync(
                    Environment.GetEnvironmentVariable(UriVariable), Environment.GetEnvironmentVariable(NodeVariable), cancellationToken);
                RabbitMqVersion.Require(await broker.GetVersionAsync(cancellationToken), "the broker of the tests");
                s_shared = broker;
            }

            return s_shared;
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>The broker of this process for the heading of a run: its version, or the reason why there is none. Starts no node.</summary>
    public static async Task<string> DescribeAsync()
    {
        try
        {
            foreach (string variable in (string[])[NodeVariable, UriVariable])
            {
                if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
                {
                    return $"{await (await GetAsync()).GetVersionAsync()} of {variable}";
                }
            }

            RabbitMqInstallation installation = RabbitMqInstallation.Locate();
            return $"{installation.FindVersion() ?? "unknown version"} of {installation.Folder}";
        }
        catch (BrokerSetupException exception)
        {
            // The tests that need a broker fail with this sentence; others need none.
            return exception.Message;
        }
    }

    /// <summary>
    /// The same broker if it can be controlled, or else a private node that the tests of this process share: for tests that need
    /// <see cref="Control"/> but leave the node well (permissions, vhosts, users, policies).
    /// </summary>
    /// <exception cref="BrokerSetupException">No node can be started; the message says what to install.</exception>
    public static async Task<TestBroker> GetControlledAsync(CancellationToken cancellationToken = default)
    {
        TestBroker shared = await GetAsync(cancellationToken);
        if (shared.HasControl)
        {
            return shared;
        }

        await Gate.WaitAsync(cancellationToken);
        try
        {
            return s_controlled ??= await CreateAsync(null, null, cancellationToken);
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Stops the private node of this process, if there is one. The end of the process does it too.</summary>
    public static async Task StopAsync()
    {
        await Gate.WaitAsync();
        try
        {
            foreach (PrivateRabbitMqNode? node in (PrivateRabbitMqNode?[])[s_shared?._node, s_controlled?._node])
            {
                if (node is not null)
                {
                    await node.DisposeAsync();
                }
            }

            (s_shared, s_controlled) = (null, null);
        }
        finally
        {
            Gate.Release();
        }
    }

    internal static async Task<TestBroker> CreateAsync(string? uri, string? stateFile, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(stateFile))
        {
            var control = new RabbitMqControl(RabbitMqNodeState.Load(stateFile));
            return await control.IsReadyAsync(cancellationToken)
                ? new TestBroker(control.State.Uri, control, null)
                : throw new BrokerSetupException($"The node of {NodeVariable} ('{stateFile}') does not run: start it again, or unset {NodeVariable} and {UriVariable}.");
        }

        if (!string.IsNullOrEmpty(uri))
        {
            return Uri.TryCreate(uri, UriKind.Absolute, out Uri? parsed) && parsed.Scheme is "amqp" or "amqps"
                ? new TestBroker(parsed, null, null)
                : throw new BrokerSetupException($"{UriVariable} is not a URI such as amqp://guest:guest@localhost:5672/: correct it, or unset it to let the tests start their own node.");
        }

        PrivateRabbitMqNode node = await PrivateRabbitMqNode.StartAsync(cancellationToken: cancellationToken);
        return new TestBroker(node.Uri, node.Control, node);
    }
}
