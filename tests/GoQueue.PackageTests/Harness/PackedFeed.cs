using GoQueue.PackageTests.Harness;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(PackedFeed))]
// Builds of several projects at once on few processors only wait for each other.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace GoQueue.PackageTests.Harness;

/// <summary>
/// The packages of this repository, packed once per run, in a folder outside of it; with a NuGet configuration that finds them there and nowhere else.
/// </summary>
public sealed class PackedFeed : IAsyncLifetime
{
    /// <summary>Holds everything that this run writes; gone afterwards.</summary>
    public string Scratch { get; } = Directory.CreateTempSubdirectory("goqueue-packages-").FullName;

    public string Feed => Path.Combine(Scratch, "feed");

    /// <summary>Where restored packages are unpacked. New in each run: a package of an earlier one can not be used by mistake.</summary>
    public string PackageFolder => Path.Combine(Scratch, "packages");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Feed);
        foreach (var package in Repository.Packages.Concat(Repository.Tools))
        {
            (await DotnetAsync(Repository.Root, "pack", $"src/{package}", "-c", "Release", $"-p:PackageVersion={Repository.Version}", "-o", Feed, "--nologo", "-v", "q")).Succeeded();
        }

        // The user's own package folder stands behind: what is there already need not be fetched again. Only this run's feed has GoQueue packages.
        var known = (await DotnetAsync(Repository.Root, "nuget", "locals", "global-packages", "--list")).Succeeded().Output;
        var fallback = known[(known.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        await File.WriteAllTextAsync(
            Path.Combine(Scratch, "nuget.config"),
            $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Feed}" />
                <add key="nuget.org" value="https://api.nuget.org/v3/index.json" protocolVersion="3" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="machine" value="{fallback}" />
              </fallbackPackageFolders>
              <packageSourceMapping>
                <packageSource key="packed">
                  <package pattern="GoQueue.*" />
                  <package pattern="Shop.*" />
                  <package pattern="Billing.*" />
                </packageSource>
                <packageSource key="nuget.org">
                  <package pattern="*" />
                </packageSource>
              </packageSourceMapping>
            </configuration>
            """);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Scratch, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The package as it lies in the feed.</summary>
    public string PathOf(string package, string extension = "nupkg") => Path.Combine(Feed, $"{package}.{Repository.Version}.{extension}");

    /// <summary>Copies projects of users out of the repository, into a folder of their own.</summary>
    public UserSolution Copy(params string[] projects)
    {
        var folder = Path.Combine(Scratch, Guid.NewGuid().ToString("N"));
        foreach (var project in projects)
        {
            var source = Path.Combine(Repository.Root, "tests", "GoQueue.PackageTests", "Projects", project);
            var target = Directory.CreateDirectory(Path.Combine(folder, project)).FullName;
            foreach (var file in Directory.EnumerateFiles(source))
            {
                File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
            }
        }

        return new UserSolution(this, folder);
    }

    internal Task<CommandResult> DotnetAsync(string folder, params string[] arguments)
    {
        var isOurs = folder == Repository.Root;
        return Command.RunAsync(
            "dotnet",
            arguments,
            folder,
            new Dictionary<string, string?>
            {
                ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
                ["DOTNET_NOLOGO"] = "1",
                ["DOTNET_CLI_UI_LANGUAGE"] = "en",
                ["MSBUILDDISABLENODEREUSE"] = "1",
                ["NUGET_PACKAGES"] = isOurs ? Environment.GetEnvironmentVariable("NUGET_PACKAGES") : PackageFolder,
            });
    }
}
