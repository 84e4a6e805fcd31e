using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace GoQueue.Generators.Benchmarks;

/// <summary>
/// Reads our line of <c>ReportAnalyzer</c> in real builds of a project outside of the repository. Each build starts a compiler of its own, so
/// that nothing is warm: <c>dotnet build</c> without its build servers.
/// </summary>
internal static partial class ColdBuild
{
    private const int Repetitions = 3;

    public static async Task<int> MeasureAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("goqueue-cold-build-").FullName;
        try
        {
            await WriteProjectAsync(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "GoQueue.contracts.txt"), ContractCost.AcceptedFile());
            await BuildAsync(folder, "restore");
            var (off, on) = (new List<Report>(), new List<Report>());
            for (var i = 0; i < Repetitions; i++)
            {
                off.Add(await ReportAsync(folder, "-p:WithContracts=false"));
                on.Add(await ReportAsync(folder, "-p:WithContracts=true"));
            }

            output.WriteLine("| cold `dotnet build` of 1,000 events | seconds, each of three builds | with contracts |");
            output.WriteLine("|---|---|---|");
            output.WriteLine($"| the generator | {Seconds(off.Select(static report => report.Generator))} | {Seconds(on.Select(static report => report.Generator))} |");
            output.WriteLine($"| all analyzers together, on as many threads as there are cores | {Seconds(off.Select(static report => report.Analyzers))} | {Seconds(on.Select(static report => report.Analyzers))} |");
            output.WriteLine($"| of it the rules of contracts | {Seconds(off.Select(static report => report.Contracts))} | {Seconds(on.Select(static report => report.Contracts))} |");
            output.WriteLine($"| processor time of the whole build | {Seconds(off.Select(static report => report.Processor))} | {Seconds(on.Select(static report => report.Processor))} |");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WriteProjectAsync(string folder)
    {
        var root = typeof(ColdBuild).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "RepositoryRoot").Value!;
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        await File.WriteAllTextAsync(Path.Combine(folder, "Shop.Events.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{typeof(GoQueueEventAttribute).Assembly.Location}" />
                <Analyzer Include="{Path.Combine(root, "src", "GoQueue.Generators", "bin", configuration, "netstandard2.0", "GoQueue.Generators.dll")}" />
                <Analyzer Include="{Path.Combine(root, "src", "GoQueue.Generators.CodeFixes", "bin", configuration, "netstandard2.0", "GoQueue.Generators.CodeFixes.dll")}" />
              </ItemGroup>
              <!-- The targets of the package ask whether the file exists. -->
              <PropertyGroup>
                <GoQueueContracts Condition="'$(WithContracts)' != 'true'">off</GoQueueContracts>
              </PropertyGroup>
              <Import Project="{Path.Combine(root, "src", "GoQueue.Abstractions", "buildTransitive", "GoQueue.Abstractions.targets")}" />
            </Project>
            """);
        foreach (var (name, text) in Corpus.Files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text);
        }
    }

    private static async Task<Report> ReportAsync(string folder, string contracts)
    {
        // Times of all processes that have ended below this one: the build starts no server that outlives it.
        var before = ProcessorTimeOfChildren();
        var log = await BuildAsync(folder, "build", "--no-restore", "--no-incremental", "-p:ReportAnalyzer=true", "-v:d", "-p:UseSharedCompilation=false", "-nodeReuse:false", contracts);
        var (generator, analyzers) = Read(log);
        return new Report(generator, analyzers, ContractLine().Match(log) is { Success: true } found ? double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : 0, ProcessorTimeOfChildren() - before);
    }

    // Linux only: the times of children that were waited for, in ticks of 10 ms.
    private static double ProcessorTimeOfChildren()
    {
        var fields = File.ReadAllText("/proc/self/stat").Split(") ")[1].Split(' ');
        return (double.Parse(fields[13], CultureInfo.InvariantCulture) + double.Parse(fields[14], CultureInfo.InvariantCulture)) / 100;
    }

    private static async Task<string> BuildAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed:\n{text}");
    }

    private static (double Generator, double Analyzers) Read(string log)
    {
        var generators = log.IndexOf("Total generator execution time", StringComparison.Ordinal);
        var analyzers = log.IndexOf("Total analyzer execution time", StringComparison.Ordinal);
        return (Line(log[generators..]), Line(analyzers < generators ? log[analyzers..generators] : log[analyzers..]));
    }

    // "     1.234      56      GoQueue.Generators, Version=…"; "<0.001" where it took less.
    private static double Line(string report) => double.Parse(OurLine().Match(report).Groups[1].Value, CultureInfo.InvariantCulture);

    private static string Seconds(IEnumerable<double> values) =>
        string.Join(", ", values.Select(static value => value.ToString("F2", CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"^\s*<?([0-9.]+)\s+<?\d+\s+GoQueue\.Generators\.Analyzers\.Contracts\.ContractAnalyzer", RegexOptions.Multiline)]
    private static partial Regex ContractLine();

    [GeneratedRegex(@"^\s*<?([0-9.]+)\s+<?\d+\s+GoQueue\.Generators, ", RegexOptions.Multiline)]
    private static partial Regex OurLine();

    private sealed record Report(double Generator, double Analyzers, double Contracts, double Processor);
}
