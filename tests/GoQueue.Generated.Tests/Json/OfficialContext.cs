using System.Text.Json.Serialization;
using GoQueue.Generated.Tests.Json.Events;

namespace GoQueue.Generated.Tests.Json;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Scalars))]
[JsonSerializable(typeof(NullableScalars))]
[JsonSerializable(typeof(MoreScalars))]
[JsonSerializable(typeof(Nested))]
[JsonSerializable(typeof(PrivatelyIncluded))]
[JsonSerializable(typeof(Initializers))]
[JsonSerializable(typeof(Inheritance))]
[JsonSerializable(typeof(Omitted))]
[JsonSerializable(typeof(ListOfLine))]
[JsonSerializable(typeof(IReadOnlyListOfString))]
[JsonSerializable(typeof(DictionaryByString))]
[JsonSerializable(typeof(OrderedEvent))]
[JsonSerializable(typeof(Polymorphic))]
[JsonSerializable(typeof(Callbacks))]
[JsonSerializable(typeof(ExtensionInit))]
[JsonSerializable(typeof(Location))]
[JsonSerializable(typeof(Outer.Location))]
internal sealed partial class OfficialContext : JsonSerializerContext;
