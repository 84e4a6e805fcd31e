using System.Text.Json.Serialization;

namespace GoQueue.Start.BareClient;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Envelope))]
internal sealed partial class Json : JsonSerializerContext;
