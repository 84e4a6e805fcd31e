using System.Security.Cryptography.X509Certificates;

namespace GoQueue.Brokers.Scripted;

/// <summary>What a scripted broker offers and accepts.</summary>
public sealed record ScriptedBrokerOptions
{
    /// <summary>The highest channel number; RabbitMQ's default is 2047.</summary>
    public int ChannelMax { get; init; } = 2047;

    /// <summary>The longest frame in bytes; RabbitMQ's default is 131072.</summary>
    public int FrameMax { get; init; } = 131_072;

    /// <summary>The proposed heartbeat in seconds; RabbitMQ's default is 60.</summary>
    public int HeartbeatSeconds { get; init; } = 60;

    /// <summary>The size of the sockets' receive buffers in bytes; null (the default) for the system's. A small one makes back-pressure visible soon.</summary>
    public int? ReceiveBuffer { get; init; }

    /// <summary>The certificate of a broker that speaks TLS; null (the default) for plain TCP.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Which credentials are right; all by default. A refusal is connection.close 403, as RabbitMQ sends it.</summary>
    public Func<string, string, bool> AcceptsCredentials { get; init; } = static (_, _) => true;

    /// <summary>Which vhosts exist; all by default. A refusal is connection.close 530.</summary>
    public Func<string, bool> AcceptsVhost { get; init; } = static _ => true;

    /// <summary>Which exchanges exist; all by default. A publish to, or a passive declaration of, another one closes the channel with 404 and reaches no script.</summary>
    public Func<string, bool> HasExchange { get; init; } = static _ => true;

    /// <summary>Called as soon as a client is connected, before the broker reads or says anything.</summary>
    public Action<ScriptedConnection>? OnConnected { get; init; }

    /// <summary>Called for each method that a client sends, before the broker handles it; true when the script has dealt with it and the broker is to ignore it.</summary>
    public Func<ScriptedConnection, AmqpMethod, int, bool>? OnMethod { get; init; }
}
