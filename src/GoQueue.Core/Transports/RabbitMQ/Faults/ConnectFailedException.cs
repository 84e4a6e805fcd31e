namespace GoQueue.Transports.RabbitMQ.Faults;

/// <summary>Carries a fault from the connector to the supervisor.</summary>
internal sealed class ConnectFailedException(ConnectFault fault) : Exception(fault.Text, fault.Exception)
{
    public ConnectFault Fault { get; } = fault;
}
