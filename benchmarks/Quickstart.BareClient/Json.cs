using System.Text.Json.Serialization;

namespace Quickstart.BareClient;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Envelope<UserCreated>))]
[JsonSerializable(typeof(Envelope<OrderPlaced>))]
[JsonSerializable(typeof(Envelope<OrderCancelled>))]
internal sealed partial class Json : JsonSerializerContext;
