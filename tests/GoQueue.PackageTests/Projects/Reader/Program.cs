using System.Text.Json;
using GoQueue;
using Shop.Contracts;

var json = """{"userId":"00000000-0000-0000-0000-000000000000","email":"ann@example.com","name":"Ann"}""";
var ann = JsonSerializer.Deserialize(json, EventDescriptor.For<UserCreated>().JsonTypeInfo)!;
var again = JsonSerializer.Serialize(ann, typeof(UserCreated), ShopEvents.JsonContext);
Console.WriteLine($"read: {ann.Name}, written again: {again == json}");
