namespace GoQueue.NativeAot;

[GoQueueEvent("aot", "event.compiled", "1.0")]
internal sealed partial record Compiled(Guid Id, string Text, int Number, Stage Stage, Detail? Detail);

internal sealed record Detail(double Ratio, string? Note);

internal enum Stage
{
    Parsed,
    Linked,
}
