namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>What came of one send.</summary>
/// <param name="Taken">Bytes of the batch that need not be given again.</param>
/// <param name="IsFull">Whether the socket takes nothing more for now.</param>
/// <param name="HasProgress">Whether the socket has taken anything.</param>
internal readonly record struct WireSend(int Taken, bool IsFull, bool HasProgress);
