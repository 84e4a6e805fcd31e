using GoQueue.Benchmarks.Json;
using GoQueue.Benchmarks.NativeAot;

// BenchmarkDotNet cannot measure the first event of a process, and its own processes are not compiled ahead of time.
if (args is ["first", var way])
{
    FirstEvent.Measure(way);
    return;
}

FirstEvent.Report();
Console.WriteLine();
Console.WriteLine("| event | bytes | fast path | our handler | our direct writer | ratio of medians | allocated |");
Console.WriteLine("|---|---|---|---|---|---|---|");
SteadyState.Report("ASCII", EventSamples.Small);
SteadyState.Report("with escapes", EventSamples.SmallWithEscapes);
SteadyState.Report("order with ten lines", EventSamples.Order);
