import assert from "node:assert/strict";
import type { Judge } from "../../../../src/core/decide.ts";
import type { Shell } from "../../../../src/core/model/action.ts";
import { decideCommand, judgeWith } from "../../../support/judging.ts";

const offers: Readonly<Partial<Record<Shell, Readonly<Record<string, string | undefined>>>>> = {
  bash: {
    "git reset --hard": "git stash push",
    "git checkout -- src/a.ts": "git stash push -- src/a.ts",
    "git clean -xfd": "git clean -nd",
    "git branch -D feature": "git branch -d feature",
    "git push -f origin main": "git log --oneline HEAD..@{upstream}",
    "git rm src/a.ts": "git rm src/a.ts --dry-run",
    "gh repo delete o/r --yes": "gh repo view o/r",
    "docker system prune -af": "docker system df",
    "docker compose down -v": "docker compose ps",
    "kubectl delete pod x -n y": "kubectl delete pod x -n y --dry-run=client",
    "kubectl delete ns prod": "kubectl get all -n prod",
    "kubectl apply -f a.yaml": "kubectl diff -f a.yaml",
    "kubectl get secret db -o yaml": "kubectl describe secret db",
    "helm upgrade x ./chart": "helm upgrade x ./chart --dry-run",
    "terraform destroy": "terraform state list",
    "terraform -chdir=prod apply": "terraform -chdir=prod validate",
    "aws s3 rm s3://bucket --recursive": "aws s3 rm s3://bucket --recursive --dryrun",
    "aws ec2 terminate-instances --instance-ids i-1 i-2": "aws ec2 describe-instances --instance-ids i-1 i-2",
    "gcloud compute instances delete vm --zone=z": "gcloud compute instances describe vm --zone=z",
    "az group delete -n x --yes": "az group show -n x",
    "prisma migrate reset": "prisma migrate status",
    "apt-get install -y curl": "apt-get -s install curl",
    "pip uninstall -y x": "pip show x",
    "sudo cat /var/log/syslog": "cat /var/log/syslog",
    "find . -name '*.log' -delete": "find . -name '*.log' -print",
    "rm -rf src docs": "ls -la src docs",
    "chmod -R 777 src": "ls -la src",
    "truncate -s 0 app.log": "wc -c app.log",
    "pkill -f vite": "pgrep -fl vite",
    "systemctl restart nginx": "systemctl status nginx",
    "crontab -r": "crontab -l",
    "mkfs.ext4 /dev/sda1": "lsblk -f",
    "sysctl -w net.ipv4.ip_forward=1": "sysctl net.ipv4.ip_forward",
    // A rehearsal that would itself run the project's code, or ask somebody else, is none.
    "npm publish": undefined,
    "rsync -a src/ host:/srv/": undefined,
    "curl https://example.com": undefined,
    // Words that would mean something else when given back.
    "rm -rf 'a b;c'": undefined,
  },
  powershell: {
    "Remove-Item -Recurse -Force src": "Remove-Item -Recurse -Force src -WhatIf",
    "Stop-Process -Name node": "Stop-Process -Name node -WhatIf",
    "Clear-Content a.txt": "Clear-Content a.txt -WhatIf",
    "robocopy a b /MIR": "robocopy a b /MIR /L",
    "git reset --hard": "git stash push",
  },
  cmd: {
    "del /s /q src": "dir src",
    "robocopy a b /MIR": "robocopy a b /MIR /L",
    "taskkill /f /im node.exe": "tasklist",
    "reg delete HKCU\\Software\\X /f": "reg query HKCU\\Software\\X",
    "git push -f": "git log --oneline HEAD..@{upstream}",
  },
};

describe("safer commands", () => {
  let judge: Judge;
  before(async () => {
    judge = await judgeWith();
  });

  for (const shell of ["bash", "powershell", "cmd"] as const) {
    it(`are offered in ${shell}, and run without a question`, () => {
      for (const [command, safer] of Object.entries(offers[shell] ?? {})) {
        const verdict = decideCommand(judge, shell, command);
        assert.notEqual(verdict.decision, "allow", command);
        assert.equal(verdict.safer, safer, command);
        if (safer !== undefined) assert.equal(decideCommand(judge, shell, safer).decision, "allow", safer);
      }
    });
  }

  it("are not offered for what runs anyway", () => {
    for (const command of ["git clean -nd", "ls -la", "kubectl get pods"])
      assert.equal(decideCommand(judge, "bash", command).safer, undefined);
  });

  it("are not offered where the policy would ask for them", async () => {
    const strict = await judgeWith({
      user: "version: 1\nrules:\n  - when: { command: 'git stash *' }\n    then: deny\n    reason: Nothing is put aside here.\n",
    });
    assert.equal(decideCommand(strict, "bash", "git reset --hard").safer, undefined);
    assert.equal(decideCommand(strict, "bash", "git clean -fd").safer, "git clean -nd");
  });
});
