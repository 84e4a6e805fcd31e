public sealed record Order(Guid OrderId);
