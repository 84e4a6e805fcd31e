using System.Text.Json.Nodes;

namespace GoQueue.PackageTests.Harness;

/// <summary>Projects of a user, outside of this repository.</summary>
public sealed class UserSolution(PackedFeed feed, string folder)
{
    public string Folder => folder;

    public string Version => Repository.Version;

    /// <summary>Runs <c>dotnet {verb} {project}</c> with the version of the packages as property.</summary>
    public Task<CommandResult> DotnetAsync(string verb, string project, params string[] arguments) =>
        feed.DotnetAsync(folder, [verb, project, "--nologo", "-v", "q", $"-p:GoQueueVersion={Version}", .. arguments]);

    /// <summary>Runs what a build or publish has made.</summary>
    public Task<CommandResult> RunAsync(string program, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var path = Path.Combine(folder, program);
        environment ??= new Dictionary<string, string?>();
        return path.EndsWith(".dll", StringComparison.Ordinal)
            ? Command.RunAsync("dotnet", ["exec", path], folder, environment)
            : Command.RunAsync(path, [], folder, environment);
    }

    /// <summary>The ids of all packages that the project has got, and those that its build is given assemblies of.</summary>
    public IReadOnlyList<string> PackagesOf(string project)
    {
        var assets = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, project, "obj", "project.assets.json")))!;
        return [.. assets["libraries"]!.AsObject().Where(static library => (string?)library.Value!["type"] == "package").Select(static library => library.Key.Split('/')[0])];
    }
}
