namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>A <c>basic.return</c> with what identifies its message.</summary>
/// <param name="Code">The reply code.</param>
/// <param name="Exchange">The exchange it was published to.</param>
/// <param name="RoutingKey">Its routing key.</param>
/// <param name="MessageId">Its id; null = none.</param>
/// <param name="ClusterId">Its cluster id, which holds our mark; null = none.</param>
internal readonly record struct WireReturn(int Code, string Exchange, string RoutingKey, string? MessageId, string? ClusterId);
