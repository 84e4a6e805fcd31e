namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>The axis "attribute of the member".</summary>
internal static class MemberAttributeTable
{
    /// <summary>Attributes and converters of the user's, shared by all cells.</summary>
    public const string Declarations = """
        public sealed class PresentAttribute : System.ComponentModel.DataAnnotations.ValidationAttribute
        {
            public override bool IsValid(object? value) => value is not null;
        }
        public sealed class UnlikeAttribute(string text, params object?[] more) : System.ComponentModel.DataAnnotations.ValidationAttribute
        {
            protected override System.ComponentModel.DataAnnotations.ValidationResult? IsValid(object? value, System.ComponentModel.DataAnnotations.ValidationContext context) =>
                value?.ToString() == text ? new($"{context.DisplayName} is {text}{more.Length}", [context.MemberName!]) : null;
        }
        public sealed class HexConverter : System.Text.Json.Serialization.JsonConverter<int>
        {
            public override int Read(ref System.Text.Json.Utf8JsonReader reader, System.Type type, System.Text.Json.JsonSerializerOptions options) =>
                int.TryParse(reader.GetString(), System.Globalization.NumberStyles.HexNumber, null, out var value) ? value : throw new System.Text.Json.JsonException();
            public override void Write(System.Text.Json.Utf8JsonWriter writer, int value, System.Text.Json.JsonSerializerOptions options) => writer.WriteStringValue(value.ToString("x"));
        }
        [System.AttributeUsage(System.AttributeTargets.All)] public sealed class ValueObjectAttribute<T> : System.Attribute;

        /// Any type as text; a text is read as the value that was written as it.
        public sealed class TextConverter<T> : System.Text.Json.Serialization.JsonConverter<T>
        {
            private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, T> s_written = new();
            public override T Read(ref System.Text.Json.Utf8JsonReader reader, System.Type type, System.Text.Json.JsonSerializerOptions options) =>
                s_written.TryGetValue(reader.GetString()!, out var value) ? value : throw new System.Text.Json.JsonException();
            public override void Write(System.Text.Json.Utf8JsonWriter writer, T value, System.Text.Json.JsonSerializerOptions options)
            {
                var text = value!.ToString()!;
                s_written[text] = value;
                writer.WriteStringValue(text);
            }
        }
        """;

    /// <summary>Null where the annotation excludes it.</summary>
    private const string NullReason = "Ours refuses null against the annotation; Validator reads no annotations.";

    public static IReadOnlyList<MemberAttribute> All { get; } =
    [
        new("", static type => new(type.Values, type.IsReference && !type.IsAnnotated ? "null!" : null) { Reason = NullReason, Refusal = type.Refusal }) { FitsParameter = true, FitsRefused = true },
        .. Json(),
        .. Validation(),
        .. Ours(),
    ];

    private static IEnumerable<MemberAttribute> Json() =>
    [
        new("JsonPropertyName(\"given name\")", Any) { JsonName = "given name" },
        new("JsonPropertyOrder(-1)", Any),
        new("JsonRequired", Any),
        new("JsonInclude", Any),
        new("JsonIgnore(Condition = JsonIgnoreCondition.Never)", Any),
        new("JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)", Any),
        new("JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)", static type => type.HoldsNull ? Any(type) : null),
        new("JsonConverter(typeof(JsonStringEnumConverter<Kind>))", static type => type.Name is "Kind" or "Kind?" ? Any(type) : null),
        new("JsonConverter(typeof(JsonStringEnumConverter))", static type => type.Name is "Kind" or "Rights" ? Any(type) : null),
        new("JsonConverter(typeof(Common.HexConverter))", static type => type.Name is "int" or "int?" ? Any(type) : null),
        new("JsonConverter(typeof(Common.TextConverter<§>))", static type => type.Refusal is null ? null : Any(type)) { FitsRefused = true },
        new("JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)", static type => type.HasNumbers ? Any(type) : null),
        new("JsonObjectCreationHandling(JsonObjectCreationHandling.Replace)", Any),

        // The event has a constructor with parameters, so nothing can be populated.
        new("JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)", static type => type.Name.StartsWith("System.Collections.Generic.List<", StringComparison.Ordinal) ? Any(type) with { Refusal = "GQ3018" } : null),
    ];

    private static IEnumerable<MemberAttribute> Validation() =>
    [
        .. new MemberAttribute[]
        {
            new("Required", static type => type.HoldsNull ? new([type.Values[0]], "null!") : null),
            new("StringLength(2)", static type => type.Name.StartsWith("string", StringComparison.Ordinal) && type.Lengths.Length > 0 && !type.Name.Contains('[', StringComparison.Ordinal) ? new([type.Lengths[1]], type.Lengths[2]) : null),
            new("MinLength(2)", static type => type.Lengths.Length > 0 ? new([type.Lengths[1]], type.Lengths[0]) : null),
            new("MaxLength(2)", static type => type.Lengths.Length > 0 ? new([type.Lengths[1]], type.Lengths[2]) : null),
            new("Length(2, 3)", static type => type.Lengths.Length > 0 ? new([type.Lengths[2]], type.Lengths[3]) : null),
            new("Range(1, 3)", static type => type.IsInteger ? new(["2", "3"], "4") : null),
            new("Range(0.5, 1.5)", static type => type.Name is "double" or "float" ? new(["1", "1.5f"], "2") : null),
            new("Range(typeof(decimal), \"1.5\", \"2.5\")", static type => type.Name is "decimal" or "decimal?" ? new(["1.5m"], "2.6m") : type.Name is "long" ? Any(type) with { Refusal = "GQ4003" } : null),
            new("Range(typeof(System.DateTime), \"2026-01-01\", \"2026-12-31\")", static type => type.Name is "System.DateTime" ? new(type.Values, "default") : null),
            new("AllowedValues(1, 2)", static type => type.Name is "int" or "int?" ? new(["1", "2"], "3") : null),
            new("AllowedValues(\"a\", \"b\")", static type => IsText(type) ? new(["\"a\""], "\"c\"") : null),
            new("DeniedValues(1, 2)", static type => type.Name is "int" or "int?" ? new(["3"], "1") : null),
            new("EmailAddress", static type => IsText(type) ? new(["\"a@b\""], "\"a\"") : null),
            new("Url", static type => IsText(type) ? new(["\"https://x\""], "\"x\"") : null),
            new("Phone", static type => IsText(type) ? new(["\"+49 1\""], "\"x\"") : null),
            new("CreditCard", static type => IsText(type) ? new(["\"4111111111111111\""], "\"4111111111111112\"") : null),
            new("Base64String", static type => IsText(type) ? new(["\"AQI=\""], "\"x\"") : null),
            new("RegularExpression(\"[a-c0-9]+\")", static type => IsText(type) ? new(["\"abc\""], "\"abd\"") : type.Name is "int" ? new(["12"], "-12") : null),
            new("EnumDataType(typeof(Kind))", static type => type.Name is "Kind" or "Kind?" ? new(["Kind.Member"], "(Kind)3") : IsText(type) ? new(["\"Guest\""], "\"Nobody\"") : null),
            new("Common.Present", static type => type.IsAnnotated ? new([type.Values[0]], "null") : new([type.Values[0]], null)),
            new("Common.Unlike(\"3\", 1, null)", static type => type.IsInteger ? new(["2"], "3") : IsText(type) ? new(["\"2\""], "\"3\"") : null),
            new("Display(Name = \"The member\"), Range(1, 3)", static type => type.IsInteger ? new(["2"], "4") : null),
        }.Select(static row => row with { FitsParameter = true }),
        new("Compare(\"Id\")", static type => type.Name is "int" or "int?" ? new(["1"], "2") : null),
    ];

    private static IEnumerable<MemberAttribute> Ours() =>
    [
        .. new MemberAttribute[]
        {
            new("OrderingKey", static type => IsKey(type) ? new([type.Values[0]], null) : null),
            new("EventHeader(\"tenant\")", static type => IsKey(type) || type.Name is "bool" or "System.DateTimeOffset" or "System.Uri" ? Any(type) : null),
            new("Sensitive", Any),
            new("Encrypted", Any),
        }.Select(static row => row with { FitsParameter = true }),
        new("System.Obsolete", Any),
        new("System.Obsolete(\"old\", DiagnosticId = \"OLD1\")", Any),
        new("System.Diagnostics.CodeAnalysis.Experimental(\"NEW1\")", Any),
    ];

    private static CellValues Any(MemberType type) => new(type.Values, null);

    private static bool IsText(MemberType type) => type.Name is "string" or "string?";

    private static bool IsKey(MemberType type) => IsText(type) || type.Name is "int" or "int?" or "long" or "Kind" or "Kind?" or "System.Guid" or "System.Guid?";
}
