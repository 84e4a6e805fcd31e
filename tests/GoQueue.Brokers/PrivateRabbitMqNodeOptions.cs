namespace GoQueue.Brokers;

/// <summary>How a private node differs from one out of the box.</summary>
public sealed record PrivateRabbitMqNodeOptions
{
    /// <summary>Lines of <c>rabbitmq.conf</c>, such as <c>channel_max = 4</c>. None by default.</summary>
    public IReadOnlyList<string> Configuration { get; init; } = [];

    /// <summary>Plugins that are on, such as <c>rabbitmq_management</c>. None by default: each makes the start slower.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <summary>The certificate of a second listener that speaks TLS, see <see cref="PrivateRabbitMqNode.TlsUri"/>; null (the default) for none.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>How long the start may take. Default: two minutes, for machines with much else to do; ten seconds are usual.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);
}
