using System.Globalization;
using GoQueue.Generators.Benchmarks;

// What the generator costs an editor and a build. Prints the tables of docs/performance.md.
//
//   dotnet run -c Release --project benchmarks/GoQueue.Generators.Benchmarks            in this process: a fresh driver, then edits
//   dotnet run -c Release --project benchmarks/GoQueue.Generators.Benchmarks -- build   our line of ReportAnalyzer in cold builds
//   dotnet run -c Release --project benchmarks/GoQueue.Generators.Benchmarks -- contracts   an edit with contracts, and the command line
//   dotnet run -c Release --project benchmarks/GoQueue.Generators.Benchmarks -- loop 60 the edits, over and over for a profiler
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case []:
        InProcess.Measure(Console.Out);
        return 0;
    case ["build"]:
        return await ColdBuild.MeasureAsync(Console.Out);
    case ["contracts"]:
        ContractCost.Measure(Console.Out);
        return 0;
    case ["loop", var seconds] when int.TryParse(seconds, CultureInfo.InvariantCulture, out var bound):
        InProcess.Repeat(TimeSpan.FromSeconds(bound), Console.Out);
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: GoQueue.Generators.Benchmarks [build | contracts | loop SECONDS]");
        return 64;
}
