// Value objects of Vogen, which are declared in this project, and in a referenced one.
using GoQueue;
using GoQueue.Testing;
using Vogen;
using Vogen.Ids;

await using var harness = GoQueueTestHarness.Create();
var id = OrderId.From(Guid.Parse("0b0c8f5d-3e0b-4c53-9a0e-5b3d0c0e8b21"));
await harness.Publisher.PublishOrderPlacedAsync(new(id, Number.From(7), CustomerName.From("Ann"), null, new() { [id] = 2 }, ParcelId.From(Guid.Empty)));

var published = harness.Single<OrderPlaced>();
Console.WriteLine($"{published.RoutingKey} {published.Data}");
Console.WriteLine($"by Vogen: {System.Text.Json.JsonSerializer.Serialize(published.Event, new System.Text.Json.JsonSerializerOptions { PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.CamelCase }) == published.Data}");
Console.WriteLine($"read back: {System.Text.Json.JsonSerializer.Deserialize(published.Data, EventDescriptor.For<OrderPlaced>().JsonTypeInfo)!.Name.Value}");

[ValueObject<Guid>]
public readonly partial struct OrderId;

[ValueObject]
public readonly partial struct Number;

[ValueObject(typeof(string))]
public partial class CustomerName;

[GoQueueEvent("orders", "order.{Id}.{Parcel}.placed", "1.0")]
public sealed partial record OrderPlaced(OrderId Id, [property: OrderingKey] Number Number, CustomerName Name, OrderId? Other, Dictionary<OrderId, int> ByKey, ParcelId Parcel);
