namespace Quickstart.BareClient;

internal sealed record UserCreated(Guid UserId, string Email, string Name);

internal sealed record OrderPlaced(Guid OrderId, Guid UserId, decimal Total, Currency Currency, Address ShipTo, DateTimeOffset PlacedAt);

internal sealed record OrderCancelled(Guid OrderId, string? Reason);

internal sealed record Address(string Street, string City, string? PostalCode);

internal enum Currency
{
    Euro,
    Dollar,
    Pound,
}
