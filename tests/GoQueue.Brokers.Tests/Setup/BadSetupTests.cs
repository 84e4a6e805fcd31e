using System.Text.RegularExpressions;

namespace GoQueue.Brokers.Tests.Setup;

/// <summary>
/// A broker that cannot be set up: one sentence, an exit code that is not 0, and nothing left running.
/// </summary>
public sealed class BadSetupTests
{
    [Fact]
    public async Task A_suite_that_does_not_exist_is_named_in_one_sentence()
    {
        using var setup = new SetupProgram();
        // No network: a machine that reaches its archives gives the same sentence with another reason.
        SetupResult result = await setup.With("http_proxy", "http://127.0.0.1:9").With("https_proxy", "http://127.0.0.1:9")
            .With("GOQUEUE_DEB_CACHE", Path.Combine(setup.Folder, "debs"))
            .RunAsync(Path.Combine(SetupProgram.Repository, "eng/get-rabbitmq.sh"), "nosuch", Path.Combine(setup.Folder, "rabbitmq"));

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Output);
        string sentence = Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("the suite 'nosuch'", sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tr ixie", "rabbitmq", "'tr ixie' is not the name of a suite: use a name such as trixie.")]
    [InlineData("trixie", "a folder", "contains a space or a special character, which Erlang's scripts cannot take: choose another folder.")]
    [InlineData("trixie", ".", "is in use by something else: name an empty folder, or one that does not exist.")]
    public async Task A_suite_or_a_folder_that_cannot_be_used_is_refused_before_anything_is_downloaded(string suite, string folder, string advice)
    {
        using var setup = new SetupProgram();

        SetupResult result = await setup.With("GOQUEUE_DEB_CACHE", Path.Combine(setup.Folder, "debs"))
            .RunAsync(Path.Combine(SetupProgram.Repository, "eng/get-rabbitmq.sh"), suite, $"{setup.Folder}/{folder}");

        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith(advice + "\n", result.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(setup.Folder, "debs")));
        Assert.True(Directory.Exists(setup.Temporary));
    }

    [Fact]
    public async Task A_relative_folder_is_refused_for_the_path_that_it_stands_for()
    {
        using var setup = new SetupProgram();
        string script = setup.AddScript("run", $"#!/bin/sh\ncd '{setup.Folder}' && mkdir 'sp ace' && cd 'sp ace' && exec '{Path.Combine(SetupProgram.Repository, "eng/get-rabbitmq.sh")}' trixie rabbitmq\n");

        SetupResult result = await setup.With("GOQUEUE_DEB_CACHE", Path.Combine(setup.Folder, "debs")).RunAsync(script);

        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith("sp ace/rabbitmq' contains a space or a special character, which Erlang's scripts cannot take: choose another folder.\n", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_listed_packages_of_a_cache_are_unpacked_and_a_link_is_emptied_where_it_leads()
    {
        using var setup = new SetupProgram();
        string rabbitmq = Path.Combine(setup.Folder, "rabbitmq");
        string script = setup.AddScript("run", $"""
            #!/bin/bash
            set -eu
            cd '{setup.Folder}'
            cache=$PWD/debs/nosuch-$(dpkg --print-architecture)
            mkdir -p "$cache/debs" rabbitmq/old
            : >rabbitmq/.unpacked-by-get-rabbitmq
            ln -s rabbitmq link
            for package in listed older; do
              mkdir -p $package/DEBIAN $package/usr/$package
              printf 'Package: %s\nVersion: 1\nArchitecture: all\nMaintainer: none\nDescription: none\n' $package >$package/DEBIAN/control
              dpkg-deb -b $package "$cache/debs/$package.deb" >&2
            done
            (cd "$cache/debs" && sha256sum listed.deb >../SHA256SUMS)
            exec '{Path.Combine(SetupProgram.Repository, "eng/get-rabbitmq.sh")}' nosuch link
            """ + "\n");

        SetupResult result = await setup.With("http_proxy", "http://127.0.0.1:9").With("https_proxy", "http://127.0.0.1:9")
            .With("GOQUEUE_DEB_CACHE", Path.Combine(setup.Folder, "debs")).RunAsync(script);

        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith($"The packages of the suite 'nosuch' have an unknown layout (no loader in lib/{Triplet}): choose another suite.\n", result.Errors, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(rabbitmq, "usr/listed")), result.Errors);
        Assert.False(Directory.Exists(Path.Combine(rabbitmq, "usr/older")));
        Assert.False(Directory.Exists(Path.Combine(rabbitmq, "old")));
    }

    [Fact]
    public async Task A_node_that_does_not_start_is_one_sentence_with_the_file_of_its_output_and_leaves_nothing_running()
    {
        using var setup = new SetupProgram();
        string server = setup.AddScript("lib/rabbitmq/bin/rabbitmq-server", "#!/bin/sh\necho 'no disk'\nexit 3\n");

        SetupResult result = await setup.With(RabbitMqInstallation.FolderVariable, Path.GetDirectoryName(server)!)
            .RunHostAsync("start", "--state", Path.Combine(setup.Folder, "node.json"));

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Output);
        Match sentence = Regex.Match(result.Errors, @"^The RabbitMQ node goqueue\d+@localhost ended with 3 while starting: see its output in (\S+)\.\n$");
        Assert.True(sentence.Success, result.Errors);
        Assert.Equal("no disk\n", await File.ReadAllTextAsync(sentence.Groups[1].Value));
        await NoProcessIsLeftAsync(setup);
        Assert.Empty(Directory.EnumerateDirectories(setup.Temporary, "goqueue-*"));
        Assert.False(File.Exists(Path.Combine(setup.Folder, "node.json")));
    }

    [Fact]
    public async Task A_broker_of_another_version_than_asked_for_is_refused_and_ended()
    {
        using var setup = new SetupProgram();

        SetupResult result = await setup.With(RabbitMqVersion.Variable, "2.99").RunHostAsync("start", "--state", Path.Combine(setup.Folder, "node.json"));

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Matches(
            @"^GOQUEUE_RABBITMQ_VERSION asks for RabbitMQ 2\.99, but \S+ has \d+\.\d+\.\d+: set GOQUEUE_RABBITMQ_BIN to the programs of that version "
            + @"\(see eng/get-rabbitmq\.sh\), or unset GOQUEUE_RABBITMQ_VERSION\.\n$",
            result.Errors);
        await NoProcessIsLeftAsync(setup);
        Assert.Empty(Directory.EnumerateDirectories(setup.Temporary, "goqueue-*"));
    }

    [Fact]
    public async Task A_broker_known_by_its_URI_only_reports_its_version_and_is_refused_if_it_is_another()
    {
        using var setup = new SetupProgram();
        TestBroker broker = await TestBroker.GetControlledAsync();
        string version = await broker.Control.GetVersionAsync();
        setup.With(TestBroker.UriVariable, broker.Uri.ToString());

        SetupResult asked = await setup.RunHostAsync("version");
        SetupResult refused = await setup.With(RabbitMqVersion.Variable, "2.99").RunHostAsync("version");

        Assert.Equal((0, version + "\n"), (asked.ExitCode, asked.Output));
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.StartsWith($"GOQUEUE_RABBITMQ_VERSION asks for RabbitMQ 2.99, but the broker of the tests has {version}: ", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_of_another_process_is_refused_if_it_has_another_version()
    {
        using var setup = new SetupProgram();
        string state = Path.Combine(setup.Folder, "node.json");
        RabbitMqControl control = (await TestBroker.GetControlledAsync()).Control;
        control.State.Save(state);

        SetupResult refused = await setup.With(TestBroker.NodeVariable, state).With(RabbitMqVersion.Variable, "2.99").RunHostAsync("version");

        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.StartsWith($"GOQUEUE_RABBITMQ_VERSION asks for RabbitMQ 2.99, but the broker of the tests has {await control.GetVersionAsync()}: ", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_of_tests_begins_with_the_version_under_test_or_with_the_reason_why_there_is_none()
    {
        using var setup = new SetupProgram();
        Uri uri = (await TestBroker.GetControlledAsync()).Uri;

        string installed = await HeadingAsync(setup);
        string given = await HeadingAsync(setup.With(TestBroker.UriVariable, uri.ToString()));
        string missing = await HeadingAsync(setup.With(TestBroker.UriVariable, "amqp://127.0.0.1:9/"));
        string other = await HeadingAsync(setup.With(TestBroker.UriVariable, uri.ToString()).With(RabbitMqVersion.Variable, "2.99"));

        Assert.Matches(@"^\d+\.\d+\.\d+ of /", installed);
        Assert.Matches(@"^\d+\.\d+\.\d+ of GOQUEUE_TEST_RABBITMQ$", given);
        Assert.StartsWith("The broker at 127.0.0.1 that GOQUEUE_TEST_RABBITMQ names does not accept a connection (", missing, StringComparison.Ordinal);
        Assert.StartsWith("GOQUEUE_RABBITMQ_VERSION asks for RabbitMQ 2.99, but the broker of the tests has ", other, StringComparison.Ordinal);
    }

    /// <summary>Runs one test of this assembly, which needs no broker, and returns what its run reports of RabbitMQ.</summary>
    private static async Task<string> HeadingAsync(SetupProgram setup)
    {
        SetupResult run = await setup.RunAsync("dotnet", "exec", typeof(BadSetupTests).Assembly.Location, "-noColor", "-method", $"*.{nameof(A_version_matches_by_whole_numbers)}");
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        return Assert.Single(Regex.Matches(run.Output, "(?m)^ +RabbitMQ: +(.*)$").Select(static match => match.Groups[1].Value));
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_has_no_version_and_its_password_is_not_printed()
    {
        using var setup = new SetupProgram();

        SetupResult result = await setup.With(TestBroker.UriVariable, "amqp://app:s3cret@127.0.0.1:9/").RunHostAsync("version");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("The broker at 127.0.0.1 that GOQUEUE_TEST_RABBITMQ names does not accept a connection (", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", result.Errors, StringComparison.Ordinal);
    }

    private static string Triplet => System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu";

    /// <summary>Erlang's own helpers notice the end of their node a moment after it.</summary>
    private static Task NoProcessIsLeftAsync(SetupProgram setup) =>
        Eventually.HoldsAsync(() => !setup.FindProcesses().Any(), "the end of every process that the node had started");

    [Theory]
    [InlineData("4.0.5", null, true)]
    [InlineData("4.0.5", "", true)]
    [InlineData("4.0.5", "4", true)]
    [InlineData("4.0.5", "4.0", true)]
    [InlineData("4.0.5", "4.0.5", true)]
    [InlineData("4.0.5", "4.0.50", false)]
    [InlineData("4.0.50", "4.0.5", false)]
    [InlineData("4.3.6", "4.0", false)]
    [InlineData("3.10.8", "3.1", false)]
    public void A_version_matches_by_whole_numbers(string version, string? wanted, bool matches) =>
        Assert.Equal(matches, RabbitMqVersion.Matches(version, wanted));

    [Fact]
    public void Erlang_beside_RabbitMQ_is_taken_before_that_of_the_PATH()
    {
        using var setup = new SetupProgram();
        string server = setup.AddScript("usr/lib/rabbitmq/bin/rabbitmq-server", "");
        string stranger = setup.AddScript("elsewhere/epmd", "");
        string folder = Path.GetDirectoryName(server)!;
        string path = Path.GetDirectoryName(stranger)!;
        Assert.Equal(stranger, RabbitMqInstallation.Locate(folder, path).PortMapper);

        string beside = setup.AddScript("usr/lib/erlang/bin/epmd", "");

        Assert.Equal(beside, RabbitMqInstallation.Locate(folder, path).PortMapper);
        Assert.Equal(Path.GetDirectoryName(beside), RabbitMqInstallation.Locate(folder, path).ErlangFolder);
    }
}
