using System.Text.Json.Serialization;

namespace GoQueue.Generated.Tests.Validation;

/// <summary>JSON of events whose members the tests of validation need, whether generated JSON supports them or not.</summary>
[JsonSerializable(typeof(Lengths))]
[JsonSerializable(typeof(Requirements))]
internal sealed partial class ValidationJsonContext : JsonSerializerContext;
