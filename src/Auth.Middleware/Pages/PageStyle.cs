namespace Auth.Pages;

/// <summary>The look of all pages: light and dark, phone width, every control reachable and visible by keyboard.</summary>
internal static class PageStyle
{
    /// <summary>The style sheet.</summary>
    public const string Css = """
        :root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--page:#f6f8fa;--card:#fff;--line:#d0d7de;--go:#0b5cad;--go-ink:#fff;
        --good:#1a7f37;--bad:#9a6700;--no:#b42318;--tint:#eaf2fb}
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9ea7b3;--page:#0d1117;--card:#161b22;--line:#30363d;--go:#4493f8;
        --go-ink:#0d1117;--good:#3fb950;--bad:#d29922;--no:#ff7b72;--tint:#16263d}}
        *{box-sizing:border-box}body{margin:0;min-height:100vh;min-height:100svh;display:grid;place-items:center;padding:1rem;
        background:var(--page);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{width:100%;max-width:30rem;padding:2rem;background:var(--card);border:1px solid var(--line);border-top:.25rem solid var(--tone);
        border-radius:.75rem;overflow-wrap:anywhere}.wide main,main.wide{max-width:44rem}
        .ask{--tone:var(--go)}.good{--tone:var(--good)}.bad{--tone:var(--bad)}
        h1{margin:0 0 .75rem;font-size:1.375rem;line-height:1.3}h2{margin:2rem 0 .75rem;font-size:1.0625rem;line-height:1.3}
        h3{margin:0;font-size:1rem}p{margin:0 0 1.25rem;color:var(--soft)}strong,b{color:var(--ink)}a{color:var(--go);text-underline-offset:.15em}
        pre,code,.mono{font:.8125rem/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
        pre{margin:0;padding:.75rem 1rem;overflow-x:auto;background:var(--page);border:1px solid var(--line);border-radius:.5rem}
        p code,dd code,li code{padding:.1rem .35rem;background:var(--page);border:1px solid var(--line);border-radius:.3rem;color:var(--ink)}
        main>:last-child{margin-bottom:0}
        .list{margin:0 0 1.25rem;padding:0;list-style:none;border:1px solid var(--line);border-radius:.5rem}
        .list>li{padding:.75rem 1rem}.list>li+li{border-top:1px solid var(--line)}
        .ticks>li{position:relative;padding-left:2.5rem}.ticks>li::before{content:"";position:absolute;left:1.1rem;top:1.15rem;width:.75rem;
        height:.4rem;border:solid var(--good);border-width:0 0 .15rem .15rem;transform:rotate(-45deg)}
        .apart{margin-top:1.5rem}.small{font-size:.875rem;color:var(--soft)}.row{display:flex;gap:.75rem;align-items:center;justify-content:space-between;flex-wrap:wrap}
        .row>:first-child{flex:1 1 14rem;min-width:0}dl{margin:0 0 1.25rem}dt{font-size:.875rem;color:var(--soft)}dd{margin:0 0 .75rem}
        dl>dd:last-child{margin-bottom:0}.note{margin:0 0 1.25rem;padding:.75rem 1rem;background:var(--tint);border-radius:.5rem;color:var(--ink)}
        form{margin:0}.field{margin:0 0 1.25rem;padding:0;border:0;min-width:0}label,legend{display:block;margin:0 0 .35rem;padding:0;font-weight:600}
        .hint{display:block;margin:0 0 .5rem;font-size:.875rem;color:var(--soft)}.field .fault{margin:.35rem 0 0;color:var(--no);font-size:.875rem}
        input[type=text],input[type=url],input[type=email],input[type=password],textarea{font:inherit;width:100%;padding:.6rem .75rem;color:inherit;
        background:var(--page);border:1px solid var(--soft);border-radius:.5rem}textarea{min-height:4.5rem;resize:vertical}
        input.oauth-code,input.mono{font:.875rem/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
        .check{display:flex;gap:.6rem;align-items:flex-start;margin:0 0 .5rem;font-weight:400}.check input{width:1.15rem;height:1.15rem;margin:.25rem 0 0;
        flex:none;accent-color:var(--go)}
        button{font:inherit;font-weight:600;width:100%;padding:.7rem 1rem;border:1px solid transparent;border-radius:.5rem;background:var(--go);color:var(--go-ink);cursor:pointer}
        button.plain{background:transparent;color:var(--ink);border-color:var(--line)}button.no{background:transparent;color:var(--no);border-color:var(--line)}
        button.short{width:auto;padding:.4rem .85rem;font-size:.9375rem}.two{display:grid;gap:.75rem;grid-template-columns:1fr 1fr}
        button:hover{filter:brightness(1.1)}button.plain:hover,button.no:hover{border-color:currentColor}
        a:focus-visible,button:focus-visible,input:focus-visible,textarea:focus-visible,pre:focus-visible,summary:focus-visible{outline:3px solid var(--go);
        outline-offset:3px;border-radius:.3rem}
        @media(max-width:26rem){main{padding:1.5rem 1.25rem}.two{grid-template-columns:1fr}}
        """;
}
