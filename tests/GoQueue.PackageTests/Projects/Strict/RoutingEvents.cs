using GoQueue;

namespace Strict;

[GoQueueEvent("routing", "order.{Kind}.{Region}.placed", "1.0")]
public sealed partial record Routed(Kind Kind, string Region, [OrderingKey] Guid OrderId);

[GoQueueEvent("routing", "order.{Number}", "1.0", AllowEmptyWords = true)]
public sealed partial record RoutedByNumber([OrderingKey] Kind? Key, long Number);

[GoQueueEvent("routing", "headers", "1.0")]
public sealed partial record WithHeaders(
    [EventHeader("a")] string A, [EventHeader("b")] string? B, [EventHeader("c")] int? C, [EventHeader("d")] Kind D, [EventHeader("e")] DateTimeOffset E, [EventHeader("f")] Uri? F,
    [EventHeader("g")] byte[] G, [EventHeader("h")] IReadOnlyList<string> H, [EventHeader("i")] decimal I, [EventHeader("j")] TimeSpan? J, [EventHeader("CC")] string[] Copies);

public partial record Address([Sensitive] string Street, string Town);

public sealed partial record Home([Sensitive] string Street, string Town, [Sensitive] int Floor) : Address(Street, Town);

[GoQueueEvent("routing", "masked", "1.0")]
public sealed partial record Masked([Sensitive] string Email, int Number, Address Address, Home? Home)
{
    [Sensitive]
    public decimal Income { get; init; }
}

[GoQueueEvent("routing", "masked.struct", "1.0")]
public readonly partial record struct MaskedStruct([Sensitive] string Email, int Number);

public static partial class Groups
{
    [GoQueueEvent("routing", "masked.nested", "1.0")]
    internal sealed partial record MaskedNested([Sensitive] string Email);
}

[GoQueueEvent("routing", "encrypted", "1.0")]
public sealed partial record Secret([Encrypted] string Number, string Open);

[Encrypted]
[GoQueueEvent("routing", "encrypted.whole", "1.0")]
public sealed partial record WholeSecret(string Number);
