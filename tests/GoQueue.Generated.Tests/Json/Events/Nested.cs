using System.Text.Json.Serialization;

namespace GoQueue.Generated.Tests.Json.Events;

public readonly record struct Line(string Sku, int Quantity, decimal UnitPrice);

public sealed record Address(string Street, string? City)
{
    public required string Country { get; init; }
}

public class Person
{
    public string Name { get; set; } = "";
    public Address? Home { get; set; }
}

public sealed class Employee : Person
{
    public int Number { get; set; }
    public Person? Manager { get; set; }
}

public struct Point
{
    public int X { get; set; }
    public int Y { get; init; }
}

[GoQueueEvent("json", "nested", "1.0")]
public sealed partial record Nested(Line Line, Line? Maybe, Address Address, Address? Other, Employee Employee, Point Point);

[GoQueueEvent("json", "annotated", "1.0")]
public sealed partial record Annotated
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? First { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Second { get; init; }

    [JsonPropertyName("third<&>\u00e9")]
    public required int Third { get; init; }

    [JsonPropertyOrder(-1)]
    public int Zeroth { get; init; }

    [JsonIgnore]
    public string Ignored { get; init; } = "ignored";

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Never { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? ReadOnly { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)]
    public string? WriteOnly { get; init; }

    [JsonInclude]
    internal int Internal { get; set; }

    [JsonInclude]
    private int Private { get; set; }

    [JsonInclude]
    public int Field;

    [JsonInclude]
    private string? _secret = "initial";

    public string? Secret() => _secret;

    [JsonRequired]
    public string @class { get; init; } = "";

    public void Touch()
    {
        Private = 5;
        _secret = "s";
    }
}

[GoQueueEvent("json", "privately-included", "1.0")]
public sealed partial record PrivatelyIncluded
{
    [JsonInclude]
    private string? _secret;

    public PrivatelyIncluded()
    {
    }

    public PrivatelyIncluded(int number, string? secret) => (Private, _secret) = (number, secret);

    [JsonInclude]
    private int Private { get; set; }

    public string? Secret() => _secret;
}
