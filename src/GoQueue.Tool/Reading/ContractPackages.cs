using GoQueue.Generators.Contracts;

namespace GoQueue.Tool.Reading;

/// <summary>Reads a package. The ordinary client restores it, by the sources that this folder has.</summary>
internal static class ContractPackages
{
    public static ContractFile Read(string id, string version)
    {
        if (!id.All(IsPlain) || !version.All(IsPlain))
        {
            throw new ContractSourceException($"'{id}@{version}' is not a package with an exact version, such as Shop.Events@1.4.0.");
        }

        var work = Directory.CreateTempSubdirectory("goqueue-");
        try
        {
            var project = Path.Combine(work.FullName, "restore.csproj");
            File.WriteAllText(project, $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
                    <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
                  </PropertyGroup>
                  <ItemGroup><PackageDownload Include="{id}" Version="[{version}]" /></ItemGroup>
                </Project>
                """);
            var packages = Path.Combine(work.FullName, "packages");
            var (exit, output) = Processes.Run("dotnet", ["restore", project, "--packages", packages, "-v", "q", .. Sources()]);
            var file = Path.Combine(packages, id.ToLowerInvariant(), version.ToLowerInvariant(), $"{id}.{version}.nupkg".ToLowerInvariant());
            return exit == 0 && File.Exists(file)
                ? ContractInput.Read(file)
                : throw new ContractSourceException($"The package {id} {version} cannot be restored: {FirstError(output)}");
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    // Of the folder in which the command was called, and of those around it.
    private static string[] Sources()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (folder.EnumerateFiles().FirstOrDefault(static file => file.Name.Equals("nuget.config", StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                return ["--configfile", found.FullName];
            }
        }

        return [];
    }

    private static string FirstError(string output) =>
        output.Split('\n').Select(static line => line.Trim()).FirstOrDefault(static line => line.Contains("error", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf("error", StringComparison.Ordinal) + 6)..]
            : "dotnet restore failed.";

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+';
}
