namespace GoQueue.Transports.RabbitMQ.Settings;

/// <summary>A connection that cannot work with the settings of broker or application as they are.</summary>
/// <param name="reason">One clause with the cure.</param>
internal sealed class ConnectRefusedException(string reason) : Exception(reason);
