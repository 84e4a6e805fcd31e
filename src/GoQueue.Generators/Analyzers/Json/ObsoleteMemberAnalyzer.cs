using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Json;

/// <summary>GQ3021: a member is obsolete in a way that makes its use an error.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ObsoleteMemberAnalyzer() : EventAnalyzer(JsonDiagnostics.ObsoleteMember);
