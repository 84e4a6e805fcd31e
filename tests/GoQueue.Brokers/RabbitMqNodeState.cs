using System.Text.Json;

namespace GoQueue.Brokers;

/// <summary>What another process needs in order to use and control a node that it did not start. Kept in a file, see <see cref="TestBroker.NodeVariable"/>.</summary>
public sealed record RabbitMqNodeState
{
    /// <summary>The folder with everything of the node; also its HOME, which holds Erlang's cookie.</summary>
    public required string Folder { get; init; }

    /// <summary>Erlang's name of the node.</summary>
    public required string NodeName { get; init; }

    /// <summary>The AMQP listener on 127.0.0.1.</summary>
    public required int AmqpPort { get; init; }

    /// <summary>The AMQP listener with TLS on 127.0.0.1; 0 when there is none.</summary>
    public int TlsPort { get; init; }

    /// <summary>Erlang's distribution port.</summary>
    public required int DistributionPort { get; init; }

    /// <summary>The port of the node's own epmd.</summary>
    public required int PortMapperPort { get; init; }

    /// <summary>The port of <see cref="RabbitMqControl.EvaluateAsync"/>.</summary>
    public required int ControlPort { get; init; }

    /// <summary>What a caller of the control port must know.</summary>
    public required string ControlToken { get; init; }

    /// <summary>The broker as the user guest, in the default vhost.</summary>
    public Uri Uri => new($"amqp://guest:guest@127.0.0.1:{AmqpPort}/");

    /// <summary>Reads a state file.</summary>
    /// <exception cref="BrokerSetupException">The file is missing or is not a state file.</exception>
    public static RabbitMqNodeState Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RabbitMqNodeState>(File.ReadAllText(path)) ?? throw new JsonException("The file is empty.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new BrokerSetupException($"'{path}' is not the state file of a test broker: {exception.Message}", exception);
        }
    }

    /// <summary>Writes a state file that only this user can read: it holds the control token.</summary>
    public void Save(string path)
    {
        File.Delete(path);
        using var stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        JsonSerializer.Serialize(stream, this);
    }

    /// <summary>Makes the tools of RabbitMQ speak to this node, and take nothing from the machine's configuration.</summary>
    internal void ApplyTo(IDictionary<string, string?> environment)
    {
        foreach (string name in environment.Keys.Where(name => name.StartsWith("RABBITMQ_", StringComparison.Ordinal) || name.StartsWith("ERL_", StringComparison.Ordinal)).ToArray())
        {
            environment.Remove(name);
        }

        string port(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        environment["HOME"] = Folder;
        environment["ERL_EPMD_PORT"] = port(PortMapperPort);
        environment["RABBITMQ_NODENAME"] = NodeName;
        environment["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1";
        environment["RABBITMQ_NODE_PORT"] = port(AmqpPort);
        environment["RABBITMQ_DIST_PORT"] = port(DistributionPort);
        environment["RABBITMQ_MNESIA_BASE"] = Path.Combine(Folder, "data");
        environment["RABBITMQ_LOG_BASE"] = Path.Combine(Folder, "log");
        environment["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(Folder, "enabled_plugins");
        environment["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(Folder, "rabbitmq-env.conf");
        environment["RABBITMQ_CONFIG_FILE"] = Path.Combine(Folder, "rabbitmq.conf");
        environment["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(Folder, "advanced.config");
        environment["LANG"] = "C.UTF-8";
    }
}
