namespace GoQueue;

/// <summary>What <c>IHostApplicationBuilder.AddGoQueue</c> decides before the container exists. Not thread-safe.</summary>
public sealed class GoQueueSettings
{
    /// <summary>
    /// The broker's URI, <c>amqp://user:password@host:5672/vhost</c>. Default: <see langword="null"/>, what the configuration says when the publisher is built.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>Whether no health check is added. Default: <see langword="false"/>.</summary>
    public bool DisableHealthChecks { get; set; }
}
