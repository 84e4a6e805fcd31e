using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace GoQueue.Generated.Tests.Validation;

[GoQueueEvent("validation", "nested", "1.0", JsonContext = typeof(NestedJsonContext))]
internal sealed partial record Order(
    Address ShipTo,
    Address? BillTo = null,
    IReadOnlyList<Line>? Lines = null,
    Line[]? Array = null,
    List<Line?>? WithGaps = null,
    ImmutableArray<Line>? Immutable = null,
    [property: MinLength(1)] ImmutableArray<string>? Names = null,
    HashSet<Line>? Set = null,
    IEnumerable<Line>? Any = null,
    IReadOnlyList<IReadOnlyList<Line>>? Grid = null,
    Dictionary<string, Line>? ByName = null,
    IReadOnlyDictionary<int, Line[]>? ByNumber = null,
    List<string>? Tags = null,
    Point Place = default,
    Point? Other = null,
    [property: Sensitive] Dictionary<string, Line>? Secret = null,
    Category? Category = null,
    Shape? Shape = null);

internal sealed record Address([StringLength(5)] string Street, string? City = null);

internal sealed partial record Line([Required, RegularExpression("[A-Z]+")] string Sku, [property: Range(1, 9)] int Quantity = 1)
{
    [GeneratedRegex("[A-Z]+")]
    private static partial Regex Capitals { get; }
}

internal readonly record struct Point([Range(-180.0, 180.0)] double X);

internal sealed record Category([StringLength(3)] string Name, IReadOnlyList<Category>? Children = null);

[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Sphere), "sphere")]
internal abstract record Shape([MaxLength(3)] string Name);

internal record Circle(string Name, [Range(0.0, 9.0)] double Radius) : Shape(Name);

internal sealed record Sphere(string Name, double Radius, [EmailAddress] string? Owner) : Circle(Name, Radius);

[GoQueueEvent("validation", "arrays", "1.0", JsonContext = typeof(NestedJsonContext))]
internal sealed partial record Arrays(ImmutableArray<string> Numbers);

[JsonSerializable(typeof(Arrays))]
[JsonSerializable(typeof(Order))]
internal sealed partial class NestedJsonContext : JsonSerializerContext;

/// <summary>Nothing in it, or in what it holds, can be wrong.</summary>
[GoQueueEvent("validation", "free", "1.0")]
internal sealed partial record Free(int Number, Guid Id, string? Text, FreePart? Part);

internal sealed record FreePart(int Number);
