#pragma warning disable CA1708, CA1716, CA1720, CA1724

namespace GoQueue.Generated.Tests.Json.Events.Newcomers.System
{
    /// <summary>Called as what generated code speaks of, in a namespace that is called so too.</summary>
    public readonly record struct Guid(int Value);

    public sealed record String(string? Text);

    [GoQueueEvent("newcomers", "system", "1.0")]
    public sealed partial record Event(Guid Guid, String? String, global::System.Guid Other, global::System.Collections.Generic.List<Guid>? Guids);
}

namespace GoQueue.Generated.Tests.Json.Events.Newcomers.GoQueue.Generated
{
    public sealed record Json(int Number, Json? Again);

    [global::GoQueue.GoQueueEvent("newcomers", "json", "1.0")]
    public sealed partial record JsonTypeInfo(Json? Json, global::GoQueue.Generated.Tests.Json.Events.Newcomers.System.Guid Guid);
}

namespace GoQueue.Generated.Tests.Json.Events.Newcomers.Dup_A
{
    public sealed record B_C(int Left);
}

namespace GoQueue.Generated.Tests.Json.Events.Newcomers.Dup.A_B
{
    public sealed record C(int Right);
}

namespace GoQueue.Generated.Tests.Json.Events.Newcomers.Dup
{
    public sealed record Same(int One);

    public sealed record SAME(string? Two);

    [global::GoQueue.GoQueueEvent("newcomers", "alike", "1.0")]
    public sealed partial record Alike(Dup_A.B_C? First, A_B.C? Second, Same? Third, SAME? Fourth);
}
