namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>Waits for bytes and receives them; 0 = the end.</summary>
internal delegate int CipherReceive(Span<byte> buffer);
