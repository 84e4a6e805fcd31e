namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>Properties and headers that fill more than one frame: RabbitMQ closes a connection that sends them.</summary>
internal sealed class HeaderTooLargeException(int length, int limit) : Exception(
    $"Its properties and headers take {length:N0} bytes and this connection allows {limit:N0} (one frame of AMQP): send less in headers, or raise frame_max on broker and client.");
